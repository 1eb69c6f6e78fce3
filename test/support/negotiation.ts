/** What a visitor asks a page's address for, and what the answer is: by type, language or variant, and encoding. */

import { expect } from "bun:test";

const prefixes = ["", "/it", "/for/backend"];

/** What a client accepts, and the file that it gets; "" is the page. */
const accepted: [accept: string | undefined, file: string][] = [
  [undefined, ""],
  ["*/*", ""],
  ["text/html", ""],
  ["text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8", ""],
  ["application/xhtml+xml, text/html;q=0.9", ""],
  ["application/json, text/html", ""],
  ["text/*", ""],
  ["application/json", "resume.json"],
  ["APPLICATION/JSON", "resume.json"],
  ["application/json, */*;q=0.1", "resume.json"],
  ["text/html;q=0.4, application/json;q=0.5", "resume.json"],
  ["application/pdf", "resume.pdf"],
  ["application/*", "resume.pdf"],
  ["text/html;q=0, */*", "resume.pdf"],
  ["text/plain", "resume.txt"],
  ["text/markdown", "resume.md"],
  ["text/vcard", "resume.vcf"],
  ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "resume.docx"],
];

const encodings = ["identity", "gzip", "br"];

export const cases = prefixes.flatMap(prefix =>
  accepted.flatMap(([accept, file]) => encodings.map(encoding => ({ prefix, accept, file, encoding }))),
);

const compressed = new Set(["", "resume.json", "resume.txt", "resume.md", "resume.vcf"]);

/** Holds the answer at a page's address against that of the file's own, which it stands for. */
export async function expectAnswerOf(
  { prefix, file, encoding }: Pick<(typeof cases)[number], "prefix" | "file" | "encoding">,
  answer: Response,
  direct: Response,
): Promise<void> {
  expect(answer.status).toBe(200);
  expect(answer.headers.get("vary")).toBe("Accept, Accept-Encoding");
  expect(answer.headers.get("content-location") ?? `${prefix}/`).toBe(`${prefix}/${file}`);
  const isEncoded = encoding !== "identity" && compressed.has(file);
  expect(answer.headers.get("content-encoding")).toBe(isEncoded ? encoding : null);
  for (const name of ["content-type", "etag", "content-language", "content-disposition", "x-robots-tag"])
    expect(answer.headers.get(name)).toBe(direct.headers.get(name));
  expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.from(await direct.arrayBuffer()))).toBe(true);
}
