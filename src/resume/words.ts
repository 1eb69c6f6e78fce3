import type { Resume, SectionName } from "./schema.ts";

/** The words of a page that are not the owner's: headings, "Present", what links are called. */
export type Label = SectionName | keyof typeof otherLabels;

/** What a view needs in order to write in one language. */
export interface Words {
  /** A tag of BCP 47, for `lang` and for `Intl`. */
  language: string;
  direction: "ltr" | "rtl";
  labels: Record<Label, string>;
}

const otherLabels = {
  contact: "Contact",
  download: "Download",
  present: "Present",
  resume: "Résumé",
  skip: "Skip to the résumé",
  summary: "Summary",
};

const english: Record<Label, string> = {
  ...otherLabels,
  work: "Experience",
  volunteer: "Volunteering",
  education: "Education",
  awards: "Awards",
  certificates: "Certificates",
  publications: "Publications",
  skills: "Skills",
  languages: "Languages",
  interests: "Interests",
  references: "References",
  projects: "Projects",
};

const rightToLeft = new Set(["Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"]);

/** The words of a résumé: its language, and its own labels (`meta.vitae.labels`) where it has some. */
export function wordsOf({ meta }: Pick<Resume, "meta">): Words {
  const language = meta?.vitae?.language ?? "en";
  const { script = "" } = new Intl.Locale(language).maximize();
  return {
    language,
    direction: rightToLeft.has(script) ? "rtl" : "ltr",
    labels: { ...english, ...meta?.vitae?.labels },
  };
}
