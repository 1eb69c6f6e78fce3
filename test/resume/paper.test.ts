import { expect, test } from "bun:test";
import { readPaper, readPdf } from "../../src/resume/settings.ts";

test("the paper is read whatever its case", () => {
  expect(readPaper("a4")).toEqual({ value: "a4" });
  expect(readPaper(" Letter ")).toMatchObject({ value: "letter" });
  expect(readPaper("legal")).toEqual({ leftOut: "the paper is a4 or letter" });
});

test("what a PDF promises is read as the standards write it too", () => {
  expect(readPdf("ua-1")).toEqual({ value: "ua-1" });
  expect(readPdf("PDF/A-3a")).toMatchObject({ value: "a-3a" });
  expect(readPdf("PDF/X")).toEqual({ leftOut: "the standard is a-3a or ua-1" });
});
