import type { Labels } from "./labels.ts";

/** Hebrew. */
export const hebrew: Labels = {
  work: "ניסיון תעסוקתי",
  volunteer: "התנדבות",
  education: "השכלה",
  awards: "פרסים",
  certificates: "הסמכות",
  publications: "פרסומים",
  skills: "מיומנויות",
  languages: "שפות",
  interests: "תחומי עניין",
  references: "ממליצים",
  projects: "פרויקטים",
  contact: "פרטי קשר",
  download: "הורדה",
  present: "היום",
  resume: "קורות חיים",
  skip: "דילוג לקורות החיים",
  summary: "תמצית",
  html: "דף אינטרנט",
  txt: "טקסט פשוט",
  language: "שפה",
  offer: "הדף הזה זמין גם בעברית",
};
