import type { PublicResume } from "../resume/schema.ts";
import { wordsOf } from "../resume/words.ts";
import { compare } from "./compare.ts";
import { type Field, fieldsOf } from "./fields.ts";
import type { AtsFinding, ReadFormat } from "./finding.ts";
import type { Reading } from "./gaps.ts";
import { pageFieldsOf } from "./page-fields.ts";
import { readHtml } from "./read-html.ts";

/** What was printed of a résumé, by format. */
export interface Printed {
  pdf?: Uint8Array;
  docx?: Uint8Array;
  txt?: string;
  md?: string;
  html?: string;
}

/**
 * Reads back what was printed of a résumé, as programs do that take applications, and finds the fields that they would not find:
 * lost, broken, or in another order. It throws where a format cannot be read at all, and where there is more than anybody reads.
 */
export async function checkAts(resume: PublicResume, printed: Printed): Promise<AtsFinding[]> {
  const fields = fieldsOf(resume);
  requireReadable(fields);
  const { direction } = wordsOf(resume);
  const check = (
    format: ReadFormat,
    text: string,
    { wanted = fields, ...reading }: Check = {},
  ): AtsFinding[] =>
    compare(wanted, text, reading).map(({ field: { path, texts }, kind }) => ({
      format,
      path,
      kind,
      text: texts[0] ?? "",
    }));
  const { pdf, docx, txt, md, html } = printed;
  // The readers are heavy: each is loaded for its format only.
  return [
    ...(pdf
      ? check("pdf", await (await import("./read-pdf.ts")).readPdf(pdf, direction), { drawn: direction })
      : []),
    ...(docx ? check("docx", await (await import("./read-docx.ts")).readDocx(docx)) : []),
    ...(txt === undefined ? [] : check("txt", txt)),
    ...(md === undefined ? [] : check("md", (await import("./read-md.ts")).readMarkdown(md))),
    ...(html === undefined ? [] : check("html", readHtml(html), { wanted: pageFieldsOf(resume) })),
  ];
}

interface Check extends Reading {
  /** Where the format shows other fields, or in another order. */
  wanted?: Field[];
}

/** Ten times what a long career has. Of fields that all say the same each place is weighed for each, and nobody reads so many. */
const mostFields = 1500;
const mostCharacters = 1_000_000;

function requireReadable(fields: readonly Field[]): void {
  const characters = fields.flatMap(({ texts }) => texts).reduce((sum, text) => sum + text.length, 0);
  if (fields.length <= mostFields && characters <= mostCharacters) return;
  throw new RangeError(
    `it has ${fields.length} fields of ${characters} characters, and at most ${mostFields} of ${mostCharacters} are looked for`,
  );
}
