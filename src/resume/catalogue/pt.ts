import type { Labels } from "./labels.ts";

/** Portuguese, as it is written in Brazil. */
export const portuguese: Labels = {
  work: "Experiência profissional",
  volunteer: "Voluntariado",
  education: "Formação acadêmica",
  awards: "Prêmios",
  certificates: "Certificações",
  publications: "Publicações",
  skills: "Competências",
  languages: "Idiomas",
  interests: "Interesses",
  references: "Referências",
  projects: "Projetos",
  contact: "Contato",
  download: "Baixar",
  present: "atual",
  resume: "Currículo",
  skip: "Ir para o currículo",
  summary: "Perfil",
  html: "Página web",
  txt: "Texto simples",
  language: "Idioma",
  offer: "Esta página também está disponível em português",
};
