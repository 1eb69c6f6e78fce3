import { ErrorPage } from "../../views/error.tsx";
import type { Site } from "../formats/format.ts";
import type { Representation } from "../http/representation.ts";
import { statusTexts } from "../http/status.ts";
import type { PublicResume } from "../resume/schema.ts";
import { wordsOf } from "../resume/words.ts";
import { encodeText } from "./encode.ts";

/** A page for each status that the program answers, in the edition's own look. */
export async function printErrorPages(
  resume: PublicResume,
  { icon, style }: Pick<Site, "icon" | "style">,
): Promise<Map<number, Representation>> {
  const name = resume.basics?.name ?? wordsOf(resume).labels.resume;
  const words = { language: "en", direction: "ltr" } as const;
  const pages = Object.entries(statusTexts).map(async ([status, { title, advice }]) => {
    const page = ErrorPage({ status: Number(status), title, advice, icon, style, words, name });
    return [Number(status), await errorPage(String(page))] as const;
  });
  return new Map(await Promise.all(pages));
}

async function errorPage(page: string): Promise<Representation> {
  return {
    mediaType: "text/html; charset=utf-8",
    cacheControl: "no-store",
    encoded: await encodeText(page),
  };
}
