import { expect, test } from "bun:test";
import { txt } from "../../src/formats/txt.ts";
import { publicResume } from "../../src/resume/privacy.ts";
import type { Resume } from "../../src/resume/schema.ts";
import { sample } from "../support/app.ts";
import { plainSite } from "../support/site.ts";

const print = async (resume: Resume) => String(await txt.print(publicResume(resume), plainSite));

test("every section, in reading order", async () => {
  const text = await print({ ...sample, meta: { vitae: { sections: ["skills", "references"] } } });
  expect(text).toStartWith(`Ada Lovelace
Mathematician

London, United Kingdom
https://ada.example/
GitHub: https://github.com/ada

Wrote the first program.

See notes (https://notes.example/).

SKILLS

Analysis, Master: series, loops

REFERENCES

The enchantress of number.
— Charles Babbage

EXPERIENCE

Lead, Engine Ltd
Jul 1842 – Present
Led.
- Bernoulli numbers

Analyst, Engine Ltd
1840 – Jun 1842
`);
  expect(text).toEndWith(`PROJECTS

Note G
Author
A table.
- 25 operations
cards
`);
});

test("no line is longer than 72 columns, except by a word", async () => {
  const text = await print({
    basics: { summary: "word ".repeat(200) },
    work: [{ position: "a b ".repeat(99) }],
  });
  for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(72);
});
