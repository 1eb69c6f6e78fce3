import type { Labels } from "./labels.ts";

/** English. */
export const english: Labels = {
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
  contact: "Contact",
  download: "Download",
  present: "Present",
  resume: "Résumé",
  skip: "Skip to the résumé",
  summary: "Summary",
  html: "Web page",
  txt: "Plain text",
  language: "Language",
  offer: "This page is also available in English",
};
