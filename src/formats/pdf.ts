import type { PublicResume } from "../resume/schema.ts";
import type { Format, Site } from "./format.ts";
import { json } from "./json.ts";
import { modifiedAt } from "./modified.ts";
import { typeset } from "./pdf/apart.ts";
import { contentOf } from "./pdf/content.ts";
import type { Typeset } from "./pdf/typeset.ts";

/** Pages of A4 or Letter, tagged, with the résumé as JSON inside: for people, archives and applicant tracking systems. */
export const pdf: Format = {
  name: "pdf",
  path: "/resume.pdf",
  extension: "pdf",
  mediaType: "application/pdf",
  title: "PDF",
  async print(resume, site) {
    return (await typesetResume(resume, site)).pdf;
  },
};

/** What Typst draws. */
const drawn = new Set(["image/jpeg", "image/png", "image/gif", "image/webp"]);

/** The PDF, and which characters of the résumé no font has. @throws Error that says why there is no PDF */
export async function typesetResume(resume: PublicResume, site: Site): Promise<Typeset> {
  const job = {
    content: await contentOf(resume),
    resume: String(await json.print(resume, site)),
    standard: resume.meta?.vitae?.pdf === "ua-1" ? "ua-1" : "a-3a",
    // Never the clock: the same résumé gives the same bytes. A PDF has no date before 1970.
    createdSeconds: Math.max(0, Math.floor((modifiedAt(resume)?.getTime() ?? 0) / 1000)),
  } as const;
  if (!site.photo || !drawn.has(site.photo.mediaType)) return typeset(job);
  // A photo that only looks like one must not cost the PDF.
  return typeset({ ...job, photo: site.photo.bytes }).catch(() => typeset(job));
}
