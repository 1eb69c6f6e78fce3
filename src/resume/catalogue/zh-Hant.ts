import type { Labels } from "./labels.ts";

/** Chinese in traditional characters. */
export const traditionalChinese: Labels = {
  work: "工作經歷",
  volunteer: "志工經歷",
  education: "學歷",
  awards: "榮譽獎項",
  certificates: "專業證照",
  publications: "發表著作",
  skills: "專業技能",
  languages: "語言能力",
  interests: "興趣",
  references: "推薦人",
  projects: "專案經歷",
  contact: "聯絡方式",
  download: "下載",
  present: "至今",
  resume: "履歷",
  skip: "跳到履歷內容",
  summary: "個人簡介",
  html: "網頁",
  txt: "純文字",
  language: "語言",
  offer: "本頁面另有繁體中文版",
};
