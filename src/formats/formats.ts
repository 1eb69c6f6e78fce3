import { docx } from "./docx.ts";
import type { Format } from "./format.ts";
import { json } from "./json.ts";
import { md } from "./md.ts";
import { pdf } from "./pdf.ts";
import { txt } from "./txt.ts";
import { vcf } from "./vcf.ts";

/** Every format that the page links to, in the order of its links. A new one is one file and one line here. */
export const alternates: readonly Format[] = [pdf, docx, txt, md, vcf, json];
