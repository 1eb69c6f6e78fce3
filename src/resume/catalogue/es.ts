import type { Labels } from "./labels.ts";

/** Spanish. */
export const spanish: Labels = {
  work: "Experiencia profesional",
  volunteer: "Voluntariado",
  education: "Formación",
  awards: "Premios",
  certificates: "Certificaciones",
  publications: "Publicaciones",
  skills: "Competencias",
  languages: "Idiomas",
  interests: "Intereses",
  references: "Referencias",
  projects: "Proyectos",
  contact: "Contacto",
  download: "Descargar",
  present: "actualidad",
  resume: "Currículum",
  skip: "Saltar al currículum",
  summary: "Perfil",
  html: "Página web",
  txt: "Texto sin formato",
  language: "Idioma",
  offer: "Esta página también está disponible en español",
};
