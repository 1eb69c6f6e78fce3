import { markdownToText } from "../resume/markdown.ts";
import type { PublicResume } from "../resume/schema.ts";
import { wordsOf } from "../resume/words.ts";

// What search engines show before they cut.
const descriptionLength = 160;

/** What the résumé is called: "Grace Hopper · Computer scientist". */
export function titleOf(resume: PublicResume): string {
  const { basics } = resume;
  return [basics?.name, basics?.label].filter(Boolean).join(" · ") || wordsOf(resume).labels.resume;
}

/** The résumé in a sentence or two, for search engines and previews: the summary's beginning, cut at a word. */
export function descriptionOf(resume: PublicResume): string {
  const text = markdownToText(resume.basics?.summary ?? "")
    .replaceAll(/\s+/g, " ")
    .trim();
  if (text === "") return titleOf(resume);
  if (text.length <= descriptionLength) return text;
  const cut = text.slice(0, descriptionLength);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), descriptionLength / 2)).toWellFormed()} …`;
}
