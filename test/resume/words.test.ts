import { describe, expect, test } from "bun:test";
import { catalogues } from "../../src/resume/catalogue/catalogues.ts";
import { english } from "../../src/resume/catalogue/en.ts";
import { isOngoing } from "../../src/resume/date-text.ts";
import { endonymOf, offerOf } from "../../src/resume/endonym.ts";
import { wordsOf } from "../../src/resume/words.ts";
import { warningsOf } from "./reading.ts";

const wordsIn = (language: string, labels = {}) => wordsOf({ meta: { vitae: { language, labels } } });

/** Of each script, the letters that a label in it may hold; names such as "CV" stand in Latin ones everywhere. */
const letters: Record<string, RegExp> = {
  ar: /\p{Script=Arabic}/u,
  he: /\p{Script=Hebrew}/u,
  hi: /\p{Script=Devanagari}/u,
  ja: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  ko: /\p{Script=Hangul}/u,
  uk: /\p{Script=Cyrillic}/u,
  zh: /\p{Script=Han}/u,
  "zh-Hant": /\p{Script=Han}/u,
};

test("there are words for the languages that the README names", async () => {
  const readme = await Bun.file(`${import.meta.dir}/../../README.md`).text();
  const [, told = ""] = /words are known in ([^;]*);/.exec(readme) ?? [];
  const expected = "ar de en es fr he hi it ja ko nl pl pt pt-PT uk zh zh-Hant".split(" ");
  expect([...catalogues.keys()]).toEqual(expected);
  expect([...told.matchAll(/`([^`]+)`/g)].map(([, tag]) => tag)).toEqual(expected);
});

describe.each([...catalogues])("the words in %s", (language, labels) => {
  test("are as many as in English, and none is empty", () => {
    expect(Object.keys(labels)).toEqual(Object.keys(english));
    for (const label of Object.values(labels)) expect(label.trim()).toBe(label);
    expect(Object.values(labels)).not.toContain("");
  });

  test("are written in its own script", () => {
    const expected = letters[language] ?? /\p{Script=Latin}/u;
    for (const label of Object.values(labels)) {
      expect(label).toMatch(expected);
      // Capitals alone, as in "CV", are a name.
      if (language in letters) expect(label).not.toMatch(/[a-z]/);
    }
  });

  test("hold the word for today that is read as today", () => {
    expect(isOngoing(labels.present)).toBe(true);
  });

  test("offer the page in that very language", () => {
    expect(offerOf(language)).toBe(labels.offer);
  });
});

test("headings are not called the same by mistake", () => {
  for (const { offer, skip, ...labels } of catalogues.values()) {
    const { language, resume, ...headings } = labels;
    expect(new Set(Object.values(headings)).size).toBe(Object.keys(headings).length);
  }
});

test.each([
  ["de", "Berufserfahrung"],
  ["de-AT", "Berufserfahrung"],
  ["en-GB", "Experience"],
  ["fr-CA-x-private", "Expérience professionnelle"],
  ["pt-BR", "Experiência profissional"],
  ["zh", "工作经历"],
  ["zh-SG", "工作经历"],
  ["zh-Hans-TW", "工作经历"],
  ["zh-TW", "工作經歷"],
  ["zh-HK", "工作經歷"],
  ["zh-Hant", "工作經歷"],
  ["zh-Hant-MO", "工作經歷"],
  ["ar-EG-u-nu-arab", "الخبرة المهنية"],
  // There are no Arabic words in Latin letters.
  ["ar-Latn", "Experience"],
  ["sv", "Experience"],
  ["tlh", "Experience"],
])("a résumé in %s calls work %s", (language, heading) => {
  expect(wordsIn(language).labels.work).toBe(heading);
  expect(wordsIn(language).language).toBe(language);
});

test("Portuguese is written as in Portugal where the tag says so", () => {
  expect(wordsIn("pt-PT").labels).toMatchObject({ education: "Formação académica", projects: "Projetos" });
  expect(wordsIn("pt").labels.education).toBe("Formação acadêmica");
});

test("a résumé that names no language is in English", () => {
  expect(wordsOf({})).toEqual({ language: "en", direction: "ltr", labels: english });
});

test("the owner's labels win, in every language", () => {
  const { labels } = wordsIn("de", { work: "Werdegang", pdf: "Druckfassung" });
  expect(labels).toMatchObject({ work: "Werdegang", education: "Ausbildung", pdf: "Druckfassung" });
});

test.each([
  ["ar", "rtl"],
  ["he-IL", "rtl"],
  ["fa", "rtl"],
  ["pa-PK", "rtl"],
  ["az-Arab", "rtl"],
  ["ar-Latn", "ltr"],
  ["ja", "ltr"],
  ["hi", "ltr"],
])("a page in %s is %s", (language, direction) => {
  expect<string>(wordsIn(language).direction).toBe(direction);
});

describe("a language without words", () => {
  const resume = (language: string, labels = {}) => ({ meta: { vitae: { language, labels } } });

  test("is told to its owner, with the languages that have some and what to do", async () => {
    const [warning, ...others] = await warningsOf(resume("sv", { work: "Arbete" }));
    expect(others).toEqual([]);
    expect(warning?.path).toBe("meta.vitae.language");
    for (const part of ["Swedish (sv)", "are English", "ar, de, en, es", "zh-Hant", "meta.vitae.labels"])
      expect(warning?.message).toContain(part);
  });

  test("is none where the owner gives all of them, nor where there are some", async () => {
    expect(await warningsOf(resume("sv", { ...english }))).toEqual([]);
    for (const language of ["pt-BR", "zh-TW", "ar-u-nu-arab", "en"])
      expect(await warningsOf(resume(language))).toEqual([]);
  });
});

test.each([
  ["de", "Deutsch"],
  ["fr", "Français"],
  ["es", "Español"],
  ["uk", "Українська"],
  ["ar-u-nu-arab", "العربية"],
  ["he", "עברית"],
  ["ja", "日本語"],
  ["zh-Hant", "繁體中文"],
  ["sv", "Svenska"],
])("%s calls itself %s", (language, name) => {
  expect(endonymOf(language)).toBe(name);
});

test("a language without words is offered by its name", () => {
  expect(offerOf("sv")).toBe("Svenska");
  expect(offerOf("de-CH")).toBe("Diese Seite gibt es auch auf Deutsch");
});
