import type { Labels } from "./labels.ts";

/** Korean. */
export const korean: Labels = {
  work: "경력",
  volunteer: "봉사 활동",
  education: "학력",
  awards: "수상 경력",
  certificates: "자격증",
  publications: "논문 및 저서",
  skills: "보유 기술",
  languages: "언어",
  interests: "관심사",
  references: "추천인",
  projects: "프로젝트",
  contact: "연락처",
  download: "다운로드",
  present: "현재",
  resume: "이력서",
  skip: "이력서 본문으로 건너뛰기",
  summary: "소개",
  html: "웹 페이지",
  txt: "일반 텍스트",
  language: "언어 선택",
  offer: "이 페이지는 한국어로도 볼 수 있습니다",
};
