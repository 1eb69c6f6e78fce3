import type { Labels } from "./labels.ts";

/** Ukrainian. */
export const ukrainian: Labels = {
  work: "Досвід роботи",
  volunteer: "Волонтерство",
  education: "Освіта",
  awards: "Нагороди",
  certificates: "Сертифікати",
  publications: "Публікації",
  skills: "Навички",
  languages: "Мови",
  interests: "Інтереси",
  references: "Рекомендації",
  projects: "Проєкти",
  contact: "Контакти",
  download: "Завантажити",
  present: "дотепер",
  resume: "Резюме",
  skip: "Перейти до резюме",
  summary: "Про себе",
  html: "Вебсторінка",
  txt: "Простий текст",
  language: "Мова",
  offer: "Ця сторінка доступна також українською",
};
