/** A résumé in the formats that are read back. */
import type { Printed } from "../../src/ats/check.ts";
import { docx } from "../../src/formats/docx.ts";
import type { Format } from "../../src/formats/format.ts";
import { html } from "../../src/formats/html.tsx";
import { md } from "../../src/formats/md.ts";
import { pdf } from "../../src/formats/pdf.ts";
import { txt } from "../../src/formats/txt.ts";
import type { PublicResume } from "../../src/resume/schema.ts";
import { plainSite } from "../support/site.ts";

export async function printBytes(format: Format, resume: PublicResume): Promise<Uint8Array> {
  const printed = await format.print(resume, plainSite);
  if (typeof printed === "string") throw new TypeError(`${format.name} is text`);
  return printed;
}

export async function printText(format: Format, resume: PublicResume): Promise<string> {
  const printed = await format.print(resume, plainSite);
  if (typeof printed !== "string") throw new TypeError(`${format.name} is bytes`);
  return printed;
}

export async function printAll(resume: PublicResume): Promise<Required<Printed>> {
  return {
    html: await printText(html, resume),
    pdf: await printBytes(pdf, resume),
    docx: await printBytes(docx, resume),
    txt: await printText(txt, resume),
    md: await printText(md, resume),
  };
}
