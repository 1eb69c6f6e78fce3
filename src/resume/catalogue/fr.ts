import type { Labels } from "./labels.ts";

/** French. */
export const french: Labels = {
  work: "Expérience professionnelle",
  volunteer: "Bénévolat",
  education: "Formation",
  awards: "Distinctions",
  certificates: "Certifications",
  publications: "Publications",
  skills: "Compétences",
  languages: "Langues",
  interests: "Centres d’intérêt",
  references: "Références",
  projects: "Projets",
  contact: "Coordonnées",
  download: "Télécharger",
  present: "aujourd’hui",
  resume: "Curriculum vitae",
  skip: "Aller au CV",
  summary: "Profil",
  html: "Page web",
  txt: "Texte brut",
  language: "Langue",
  offer: "Cette page existe aussi en français",
};
