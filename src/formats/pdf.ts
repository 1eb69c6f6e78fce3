import type { PublicResume } from "../resume/schema.ts";
import type { Format, Site } from "./format.ts";
import { json } from "./json.ts";
import { modifiedAt } from "./modified.ts";
import { contentOf } from "./pdf/content.ts";
import { formatGap, gapsOf } from "./pdf/gaps.ts";
import template from "./pdf/resume.typ" with { type: "text" };
import { typeset } from "./typst/apart.ts";
import type { Typeset } from "./typst/typeset.ts";

/** Pages of A4 or Letter, tagged, with the résumé as JSON inside: for people, archives and applicant tracking systems. */
export const pdf: Format = {
  name: "pdf",
  path: "/resume.pdf",
  extension: "pdf",
  mediaType: "application/pdf",
  title: "PDF",
  async print(resume, site, warn) {
    const { bytes, missing } = await typesetResume(resume, site);
    for (const gap of gapsOf(missing)) warn?.(formatGap(gap));
    return bytes;
  },
};

/** The PDF, and which characters of the résumé no font has. @throws Error that says why there is no PDF */
export async function typesetResume(resume: PublicResume, site: Site): Promise<Typeset> {
  const job = {
    name: "PDF",
    template,
    inputs: {
      content: JSON.stringify(await contentOf(resume)),
      resume: String(await json.print(resume, site)),
    },
    output: {
      type: "pdf",
      standard: resume.meta?.vitae?.pdf === "ua-1" ? "ua-1" : "a-3a",
      // Never the clock: the same résumé gives the same bytes. A PDF has no date before 1970.
      createdSeconds: Math.max(0, Math.floor((modifiedAt(resume)?.getTime() ?? 0) / 1000)),
    },
  } as const;
  return typeset({ ...job, photo: site.photo?.bytes });
}
