import type { Labels } from "./labels.ts";

/** Hindi. */
export const hindi: Labels = {
  work: "कार्य अनुभव",
  volunteer: "स्वयंसेवा",
  education: "शिक्षा",
  awards: "पुरस्कार",
  certificates: "प्रमाणपत्र",
  publications: "प्रकाशन",
  skills: "कौशल",
  languages: "भाषाएँ",
  interests: "रुचियाँ",
  references: "संदर्भ",
  projects: "परियोजनाएँ",
  contact: "संपर्क",
  download: "डाउनलोड करें",
  present: "वर्तमान",
  resume: "बायोडाटा",
  skip: "सीधे बायोडाटा पर जाएँ",
  summary: "परिचय",
  html: "वेब पेज",
  txt: "सादा टेक्स्ट",
  language: "भाषा",
  offer: "यह पेज हिन्दी में भी उपलब्ध है",
};
