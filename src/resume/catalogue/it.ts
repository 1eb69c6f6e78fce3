import type { Labels } from "./labels.ts";

/** Italian. */
export const italian: Labels = {
  work: "Esperienza professionale",
  volunteer: "Volontariato",
  education: "Istruzione e formazione",
  awards: "Riconoscimenti",
  certificates: "Certificazioni",
  publications: "Pubblicazioni",
  skills: "Competenze",
  languages: "Lingue",
  interests: "Interessi",
  references: "Referenze",
  projects: "Progetti",
  contact: "Contatti",
  download: "Scarica",
  present: "oggi",
  resume: "Curriculum vitae",
  skip: "Vai al curriculum",
  summary: "Profilo",
  html: "Pagina web",
  txt: "Testo semplice",
  language: "Lingua",
  offer: "Questa pagina è disponibile anche in italiano",
};
