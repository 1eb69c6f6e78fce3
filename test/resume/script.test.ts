import { expect, test } from "bun:test";
import { directionOfText, isCaseless, scriptOf } from "../../src/resume/script.ts";

test("a language has the script that it is most likely written in", () => {
  expect(["ar", "zh-TW", "zh", "uk", "sr-Latn", "tlh"].map(scriptOf)).toEqual([
    "Arab",
    "Hant",
    "Hans",
    "Cyrl",
    "Latn",
    "",
  ]);
});

test("only scripts with capitals are set in them", () => {
  for (const language of ["ar", "he", "hi", "ja", "ko", "zh", "zh-Hant", "th"])
    expect(isCaseless(language)).toBe(true);
  for (const language of ["en", "de", "uk", "el", "hy", "vi", "tlh"])
    expect(isCaseless(language)).toBe(false);
});

test.each([
  ["C++", "rtl", "ltr"],
  [".NET", "rtl", "ltr"],
  ["+20 2 2735 0000", "rtl", "ltr"],
  ["3.8/4.0", "rtl", "ltr"],
  ["IBM مصر", "rtl", "rtl"],
  ["مصر (IBM)", "rtl", "rtl"],
  ["עברית", "rtl", "rtl"],
  ["C++", "ltr", "ltr"],
  ["+20 2", "ltr", "ltr"],
  ["IBM مصر", "ltr", "ltr"],
  ["מכון 42!", "ltr", "rtl"],
  ["漢字", "ltr", "ltr"],
] as const)("%s on a page %s is %s", (text, page, direction) => {
  expect(directionOfText(text, page)).toBe(direction);
});
