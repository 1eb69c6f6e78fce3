import { docx } from "../formats/docx.ts";
import type { Body, Format, Site } from "../formats/format.ts";
import { md } from "../formats/md.ts";
import { pdf } from "../formats/pdf.ts";
import { txt } from "../formats/txt.ts";
import type { PublicResume } from "../resume/schema.ts";
import { checkAts } from "./check.ts";
import { fieldsOf } from "./fields.ts";
import { type AtsFinding, formatNames } from "./finding.ts";

/** What came of printing a résumé and reading it back. */
export interface AtsReport {
  /** What was read back: "PDF", "Word document". */
  formats: string[];
  /** How many fields there are, and how many of them every format has whole and in order. */
  fields: number;
  found: number;
  findings: AtsFinding[];
  /** What the owner should know of printing: a format that cannot be printed, characters that no font has. */
  warnings: string[];
}

/** No format of those that are read back shows anything of the site. */
const site: Site = { icon: "", style: "", alternates: [], languages: [], isUnlisted: true };

/** Prints a résumé in the formats that programs read, and reads them back. */
export async function reportAts(resume: PublicResume): Promise<AtsReport> {
  const warnings: string[] = [];
  const print = async (format: Format): Promise<Body | undefined> => {
    try {
      return await format.print(resume, site, warning => warnings.push(warning));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      warnings.push(`The ${format.title} was not read back: ${why}`);
      return undefined;
    }
  };
  const [pdfBody, docxBody, mdBody, txtBody] = await Promise.all([pdf, docx, md, txt].map(print));
  const printed = {
    ...(pdfBody instanceof Uint8Array && { pdf: pdfBody }),
    ...(docxBody instanceof Uint8Array && { docx: docxBody }),
    ...(typeof mdBody === "string" && { md: mdBody }),
    ...(typeof txtBody === "string" && { txt: txtBody }),
  };
  const findings = await checkAts(resume, printed).catch(error => {
    warnings.push(`What was printed was not read back: ${error instanceof Error ? error.message : error}`);
    return undefined;
  });
  if (!findings) return { formats: [], fields: 0, found: 0, findings: [], warnings };
  const paths = new Set(fieldsOf(resume).map(({ path }) => path));
  const faulty = new Set(findings.map(({ path }) => path));
  return {
    formats: (["pdf", "docx", "md", "txt"] as const)
      .filter(name => name in printed)
      .map(name => formatNames[name]),
    fields: paths.size,
    found: paths.size - faulty.size,
    findings,
    warnings,
  };
}
