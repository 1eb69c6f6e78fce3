import type { Labels } from "./labels.ts";

/** Dutch. */
export const dutch: Labels = {
  work: "Werkervaring",
  volunteer: "Vrijwilligerswerk",
  education: "Opleiding",
  awards: "Onderscheidingen",
  certificates: "Certificaten",
  publications: "Publicaties",
  skills: "Vaardigheden",
  languages: "Talen",
  interests: "Interesses",
  references: "Referenties",
  projects: "Projecten",
  contact: "Contact",
  download: "Downloaden",
  present: "heden",
  resume: "Curriculum vitae",
  skip: "Naar het cv",
  summary: "Profiel",
  html: "Webpagina",
  txt: "Platte tekst",
  language: "Taal",
  offer: "Deze pagina is er ook in het Nederlands",
};
