import { create } from "content-disposition";
import type { PublicResume } from "../resume/schema.ts";

/**
 * What a browser calls a format when its reader saves it (RFC 6266): `inline; filename="Grace-Hopper-resume.pdf"`, with an ASCII
 * name beside any other.
 */
export function contentDisposition({ basics }: Pick<PublicResume, "basics">, extension: string): string {
  const name = `${[...wordsIn(basics?.name ?? ""), "resume"].join("-")}.${extension}`;
  return create(name, { type: "inline", fallback: asciiName(name, extension) });
}

/** What no file system objects to: letters, their marks and digits. */
function wordsIn(name: string): string[] {
  return name.normalize("NFC").match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function asciiName(name: string, extension: string): string {
  // Letters keep their base: é is e.
  const words =
    name
      .normalize("NFKD")
      .replaceAll(/\p{M}/gu, "")
      .match(/[A-Za-z0-9]+/g) ?? [];
  return `${words.slice(0, -1).join("-")}.${extension}`;
}
