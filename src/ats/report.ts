import { docx } from "../formats/docx.ts";
import type { Body, Format, Site, SitePhoto } from "../formats/format.ts";
import { html } from "../formats/html.tsx";
import { md } from "../formats/md.ts";
import { pdf } from "../formats/pdf.ts";
import { txt } from "../formats/txt.ts";
import { messageOf } from "../message-of.ts";
import type { PublicResume } from "../resume/schema.ts";
import { checkAts } from "./check.ts";
import { fieldsOf } from "./fields.ts";
import { type AtsFinding, formatNames, type ReadFormat } from "./finding.ts";

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

const formats: Record<ReadFormat, Format> = { html, pdf, docx, md, txt };

/** Nothing else that is read back is of the site. */
const plainSite: Site = { icon: "", style: "", alternates: [], languages: [], isUnlisted: true };

/** Prints a résumé in the formats that people and programs read, and reads them back. */
export async function reportAts(resume: PublicResume, photo: SitePhoto | undefined): Promise<AtsReport> {
  const site = { ...plainSite, ...(photo && { photo }) };
  const warnings: string[] = [];
  const print = async ([name, format]: [string, Format]): Promise<[string, Body][]> => {
    try {
      return [[name, await format.print(resume, site, warning => warnings.push(warning))]];
    } catch (error) {
      warnings.push(`The ${format.title} was not read back: ${messageOf(error)}`);
      return [];
    }
  };
  const bodies = await Promise.all(Object.entries(formats).map(print));
  const printed = Object.fromEntries(bodies.flat());
  const findings = await checkAts(resume, printed).catch(error => {
    warnings.push(`What was printed was not read back: ${messageOf(error)}`);
    return undefined;
  });
  if (!findings) return { formats: [], fields: 0, found: 0, findings: [], warnings };
  const paths = new Set(fieldsOf(resume).map(({ path }) => path));
  const faulty = new Set(findings.map(({ path }) => path));
  return {
    formats: Object.entries(formatNames).flatMap(([name, called]) => (name in printed ? [called] : [])),
    fields: paths.size,
    found: paths.size - faulty.size,
    findings,
    warnings,
  };
}
