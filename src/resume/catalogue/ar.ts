import type { Labels } from "./labels.ts";

/** Arabic. */
export const arabic: Labels = {
  work: "الخبرة المهنية",
  volunteer: "العمل التطوعي",
  education: "التعليم",
  awards: "الجوائز",
  certificates: "الشهادات المهنية",
  publications: "المنشورات",
  skills: "المهارات",
  languages: "اللغات",
  interests: "الاهتمامات",
  references: "المراجع",
  projects: "المشاريع",
  contact: "معلومات الاتصال",
  download: "تنزيل",
  present: "الآن",
  resume: "السيرة الذاتية",
  skip: "الانتقال إلى السيرة الذاتية",
  summary: "نبذة مهنية",
  html: "صفحة ويب",
  txt: "نص عادي",
  language: "اللغة",
  offer: "هذه الصفحة متاحة أيضًا باللغة العربية",
};
