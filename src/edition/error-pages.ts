import { ErrorPage } from "../../views/error.tsx";
import type { Site } from "../formats/format.ts";
import type { Representation } from "../http/representation.ts";
import { statusTexts } from "../http/status.ts";
import type { PublicResume } from "../resume/schema.ts";
import { wordsOf } from "../resume/words.ts";
import { encodeBinary } from "./encode.ts";

/** A page for each status that the program answers, in the edition's own look. */
export function printErrorPages(
  resume: PublicResume,
  { icon, style }: Pick<Site, "icon" | "style">,
): Map<number, Representation> {
  const name = resume.basics?.name ?? wordsOf(resume).labels.resume;
  const words = { language: "en", direction: "ltr" } as const;
  const pages = Object.entries(statusTexts).map(([status, { title, advice }]) => {
    const page = ErrorPage({ status: Number(status), title, advice, icon, style, words, name });
    return [Number(status), errorPage(String(page))] as const;
  });
  return new Map(pages);
}

function errorPage(page: string): Representation {
  return {
    mediaType: "text/html; charset=utf-8",
    cacheControl: "no-store",
    // Few are asked for, and are answered as they are: compressing all of them would take 70 ms of each publication.
    encoded: encodeBinary(new TextEncoder().encode(page)),
  };
}
