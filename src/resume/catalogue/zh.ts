import type { Labels } from "./labels.ts";

/** Chinese in simplified characters. */
export const simplifiedChinese: Labels = {
  work: "工作经历",
  volunteer: "志愿经历",
  education: "教育背景",
  awards: "荣誉奖项",
  certificates: "资格证书",
  publications: "发表作品",
  skills: "专业技能",
  languages: "语言能力",
  interests: "兴趣爱好",
  references: "推荐人",
  projects: "项目经历",
  contact: "联系方式",
  download: "下载",
  present: "至今",
  resume: "简历",
  skip: "跳到简历正文",
  summary: "个人简介",
  html: "网页",
  txt: "纯文本",
  language: "语言",
  offer: "本页面另有简体中文版",
};
