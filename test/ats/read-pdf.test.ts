import { expect, test } from "bun:test";
import { compare } from "../../src/ats/compare.ts";
import { fieldsOf } from "../../src/ats/fields.ts";
import { readPdf } from "../../src/ats/read-pdf.ts";
import { squeeze } from "../../src/ats/text.ts";
import { pdf } from "../../src/formats/pdf.ts";
import { wordsOf } from "../../src/resume/words.ts";
import { textOf } from "../formats/pdf/read.ts";
import { describeWith } from "../support/needs.ts";
import { printBytes } from "./printed.ts";
import { everyResume } from "./resumes.ts";

const resumes = await everyResume();
const isDrawn = true;

/** Without the foot of each page, which the PDF says to be no text. */
const withoutFeet = (text: string) => text.replaceAll("\f", "\n").replaceAll(/^.*\d+ \/ \d+\s*$/gm, "");

describeWith("pdftotext", "the text of a PDF is that of pdftotext,", () => {
  // pdftotext takes pages full of such words for columns, and the other way round where a line has both directions.
  const straight = resumes.filter(
    ([name, resume]) => name !== "words of 300 letters" && wordsOf(resume).direction === "ltr",
  );

  test.each(straight)("letter by letter: %s", async (name, resume) => {
    const bytes = await printBytes(pdf, resume);
    const text = withoutFeet(await textOf(bytes));
    expect(squeeze(await readPdf(bytes, "ltr"), { isDrawn }).letters).toBe(
      squeeze(text, { isDrawn }).letters,
    );
    if (name === "a name of two directions") return;
    expect(compare(fieldsOf(resume), text, { drawn: "ltr" })).toEqual([]);
  });

  test.each(["Hebrew", "Arabic"])("word by word, in a line from right to left: %s", async name => {
    const [, resume] = resumes.find(([found]) => found === name) ?? [];
    if (!resume) throw new Error(`Cannot find ${name}`);
    const bytes = await printBytes(pdf, resume);
    const wordsIn = (text: string) => new Set(text.normalize("NFKC").match(/[\p{L}\p{N}]+/gu));
    const ours = wordsIn(await readPdf(bytes, "rtl"));
    const theirs = wordsIn(withoutFeet(await textOf(bytes)));
    // What has a vowel sign is in disorder here and there.
    expect(ours.intersection(theirs).size / ours.size).toBeGreaterThan(0.9);
  });
});

test("a PDF that cannot be read is an error", async () => {
  await expect(readPdf(new TextEncoder().encode("%PDF-1.7 no"), "ltr")).rejects.toThrow();
});
