import type { Labels } from "./labels.ts";

/** Japanese. */
export const japanese: Labels = {
  work: "職歴",
  volunteer: "ボランティア活動",
  education: "学歴",
  awards: "受賞歴",
  certificates: "資格",
  publications: "著書・論文",
  skills: "スキル",
  languages: "語学",
  interests: "趣味・関心",
  references: "推薦者",
  projects: "プロジェクト",
  contact: "連絡先",
  download: "ダウンロード",
  present: "現在",
  resume: "履歴書",
  skip: "本文へ移動",
  summary: "職務要約",
  html: "ウェブページ",
  txt: "プレーンテキスト",
  language: "言語",
  offer: "このページは日本語でもご覧いただけます",
};
