import type { Labels } from "./labels.ts";

/** Polish. */
export const polish: Labels = {
  work: "Doświadczenie zawodowe",
  volunteer: "Wolontariat",
  education: "Wykształcenie",
  awards: "Nagrody",
  certificates: "Certyfikaty",
  publications: "Publikacje",
  skills: "Umiejętności",
  languages: "Języki",
  interests: "Zainteresowania",
  references: "Referencje",
  projects: "Projekty",
  contact: "Kontakt",
  download: "Pobierz",
  present: "obecnie",
  resume: "Curriculum vitae",
  skip: "Przejdź do CV",
  summary: "Profil zawodowy",
  html: "Strona internetowa",
  txt: "Zwykły tekst",
  language: "Język",
  offer: "Ta strona jest też dostępna po polsku",
};
