import type { PublicResume } from "../resume/schema.ts";
import { wordsOf } from "../resume/words.ts";
import { compare } from "./compare.ts";
import { fieldsOf } from "./fields.ts";
import type { AtsFinding, ReadFormat } from "./finding.ts";
import type { Reading } from "./gaps.ts";

/** What was printed of a résumé, by format. */
export interface Printed {
  pdf?: Uint8Array;
  docx?: Uint8Array;
  txt?: string;
  md?: string;
}

/**
 * Reads back what was printed of a résumé, as programs do that take applications, and finds the fields that they would not find:
 * lost, broken, or in another order. It throws where a format cannot be read at all.
 */
export async function checkAts(resume: PublicResume, printed: Printed): Promise<AtsFinding[]> {
  const fields = fieldsOf(resume);
  const { direction } = wordsOf(resume);
  const check = (format: ReadFormat, text: string, reading: Reading = {}): AtsFinding[] =>
    compare(fields, text, reading).map(({ field: { path, texts }, kind }) => ({
      format,
      path,
      kind,
      text: texts[0] ?? "",
    }));
  const { pdf, docx, txt, md } = printed;
  // The readers are heavy: each is loaded for its format only.
  return [
    ...(pdf
      ? check("pdf", await (await import("./read-pdf.ts")).readPdf(pdf, direction), { drawn: direction })
      : []),
    ...(docx ? check("docx", await (await import("./read-docx.ts")).readDocx(docx)) : []),
    ...(txt === undefined ? [] : check("txt", txt)),
    ...(md === undefined ? [] : check("md", (await import("./read-md.ts")).readMarkdown(md))),
  ];
}
