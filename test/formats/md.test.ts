import { describe, expect, test } from "bun:test";
import { HtmlRenderer, Parser } from "commonmark";
import fc from "fast-check";
import { parseHTML } from "linkedom";
import { md } from "../../src/formats/md.ts";
import type { Contact } from "../../src/formats/outline.ts";
import { enumerate } from "../../src/resume/enumerate.ts";
import { publicResume } from "../../src/resume/privacy.ts";
import type { Resume } from "../../src/resume/schema.ts";
import { wordsOf } from "../../src/resume/words.ts";
import { everyResume } from "../ats/resumes.ts";
import { sample } from "../support/app.ts";
import { bare, textOf } from "../support/outline-text.ts";
import { plainSite } from "../support/site.ts";

/** The renderer of those who write CommonMark, not the one that reads the résumé. */
const commonmark = (text: string) => new HtmlRenderer().render(new Parser().parse(text));

const print = async (resume: Resume) => String(await md.print(publicResume(resume), plainSite));

async function render(resume: Resume) {
  const { document } = parseHTML(`<html><body>${commonmark(await print(resume))}</body></html>`);
  return document.body;
}

const resumes = await everyResume();

describe("rendered as CommonMark", () => {
  test("it has the résumé's headings, lists, links and quotations", async () => {
    const body = await render(sample);
    const headings = Array.from(body.querySelectorAll("h1, h2, h3")).map(({ localName, textContent }) =>
      [localName, textContent].join(" "),
    );
    expect(headings.slice(0, 5)).toEqual([
      "h1 Ada Lovelace",
      "h2 Experience",
      "h3 Lead, Engine Ltd",
      "h3 Analyst, Engine Ltd",
      "h3 Guest, Court",
    ]);
    expect(body.querySelector("ul")?.textContent).toContain("GitHub: ada");
    expect(body.querySelector("a[href='https://notes.example/']")?.textContent).toBe("notes");
    expect(body.querySelector("blockquote")?.textContent).toMatch(/enchantress of number\.\s+— Charles/);
    expect(body.querySelector("li em")?.textContent).toBe("numbers");
    expect(Array.from(body.querySelectorAll("li strong")).map(({ textContent }) => textContent)).toContain(
      "Flight",
    );
  });

  test.each(resumes)("%s is the same text in the same order", async (_, resume) => {
    const comma = enumerate(["a", "b"], wordsOf(resume).language).replaceAll(/[ab\s]/g, "");
    const written = { contact: ({ text }: Contact) => text, url: (url: string) => url, comma };
    expect(bare((await render(resume)).textContent)).toBe(textOf(resume, written));
  });
});

/** What means something in Markdown, in HTML or in a renderer's own dialect, at a line's start or in it. */
const piece = fc.constantFrom(
  ..."* ** *** _ __ ` `` ``` ~ ~~~ [ ] ( ) < > \" ' & ; ! # ## - -- --- + = === 1. 2) | \\ / : . , a b é 字 🙂 — “ ”".split(
    " ",
  ),
  " ",
  "  ",
  "    ",
  "\t",
  "\u00a0",
  "\n",
  "\n\n",
  "\n- ",
  "\n1. ",
  "\n```\n",
  "\n    ",
  "<b>",
  "<!--",
  "<?x?>",
  "&amp;",
  "&#42;",
  "![a](https://example.com/a.png)",
  "[a](https://example.com/b_(c)_d)",
  "[a]: https://example.com/",
  "<https://example.com/>",
  "**strong**",
  "*em*",
  "`code`",
  "www.example.com",
  "text",
);
const text = fc.array(piece, { maxLength: 14 }).map(pieces => pieces.join(""));

describe("any text", () => {
  const everywhere = (one: string, two: string): Resume => ({
    basics: { name: one, label: two, summary: one, profiles: [{ network: two, username: one }] },
    work: [
      { name: one, position: two, location: one, summary: two, highlights: [one, two, one] },
      { position: one, startDate: "2020", url: "https://example.com/a_b_(c)?d=*e*&copy;" },
    ],
    skills: [
      { name: one, level: two, keywords: [one, two] },
      { name: two, keywords: [one] },
    ],
    languages: [{ language: one }, { fluency: two }],
    references: [{ name: one, reference: two }, { reference: one }],
    projects: [{ name: two, description: `${one}\n\n- ${two}`, keywords: [one] }],
  });

  test("in any field comes out as the same text", async () => {
    await fc.assert(
      fc.asyncProperty(text, text, async (one, two) => {
        const resume = everywhere(one, two);
        expect(bare((await render(resume)).textContent)).toBe(textOf(resume));
      }),
      { numRuns: 800 },
    );
  }, 60_000);

  test("adds no heading, picture, rule or table", async () => {
    await fc.assert(
      fc.asyncProperty(text, text, async (one, two) => {
        const body = await render(everywhere(one, two));
        expect(body.querySelectorAll("img, hr, table, b, h4, h5, h6").length).toBe(0);
        expect(body.querySelectorAll("h1").length).toBeLessThan(2);
        expect(body.querySelectorAll("h2").length).toBeLessThan(6);
        for (const { href } of Array.from(body.querySelectorAll("a")))
          expect(href).toStartWith("https://example.com/");
      }),
      { numRuns: 500 },
    );
  }, 60_000);
});

test("styles survive where Markdown can say them", async () => {
  const summary = "**a *b*** c, `d_e` and [*f* g](https://example.com/) h**i**j *“k”*\nl";
  expect(await print({ basics: { summary } })).toBe(
    "**a** ***b*** c, `d_e` and [*f* g](https://example.com/) h**i**j *“k”*\\\nl\n",
  );
});
