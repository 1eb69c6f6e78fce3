import type { SectionName } from "../schema.ts";

/** The words of a page that are not the owner's: headings, "Present", what links are called. */
export type Label =
  | SectionName
  /** Of the list of ways to reach the person. */
  | "contact"
  /** Of the list of formats. */
  | "download"
  /** An end that has not come yet. */
  | "present"
  /** What the document is: stands in for a name that is missing. */
  | "resume"
  /** Of the link that leads past the person to the résumé. */
  | "skip"
  /** Of what the person says of themselves. */
  | "summary"
  /** Formats whose name is a word of the language. */
  | "html"
  | "txt"
  /** Of the list of languages. */
  | "language"
  /** For a reader of this language who sees the page in another one. */
  | "offer";

/** All the words of one language. */
export type Labels = Record<Label, string>;
