import type { Labels } from "./labels.ts";

/** German. */
export const german: Labels = {
  work: "Berufserfahrung",
  volunteer: "Ehrenamt",
  education: "Ausbildung",
  awards: "Auszeichnungen",
  certificates: "Zertifikate",
  publications: "Veröffentlichungen",
  skills: "Kenntnisse",
  languages: "Sprachen",
  interests: "Interessen",
  references: "Referenzen",
  projects: "Projekte",
  contact: "Kontakt",
  download: "Herunterladen",
  present: "heute",
  resume: "Lebenslauf",
  skip: "Zum Lebenslauf springen",
  summary: "Profil",
  html: "Webseite",
  txt: "Nur Text",
  language: "Sprache",
  offer: "Diese Seite gibt es auch auf Deutsch",
};
