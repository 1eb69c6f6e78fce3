import { afterAll, beforeAll, expect, test } from "bun:test";
import type { PaperFormat } from "puppeteer-core";
import { startBrowser, type TestBrowser, type Visit } from "../support/browser.ts";
import { type Fixture, fixture } from "../support/fixture.ts";
import { describeWith } from "../support/needs.ts";
import { type Started, startProgram } from "../support/process.ts";
import { brightnessOf, lastLine, textsOf, wordsOf } from "./paper.ts";
import { hardResumes, serveResume } from "./resumes.ts";

const papers: PaperFormat[] = ["a4", "letter"];

describeWith("chromium", "the page in a browser", () => {
  describeWith("pdftotext", "on paper", () => {
    let browser: TestBrowser;
    let program: Started;
    let directory: Fixture;

    beforeAll(async () => {
      directory = fixture({});
      [browser, program] = await Promise.all([startBrowser(), startProgram()]);
    });
    afterAll(async () => {
      await browser.close();
      await program.stop();
      directory[Symbol.dispose]();
    });

    /** Prints as a visitor does who prefers dark and leaves "background graphics" on. */
    async function printed({ page }: Visit, format: PaperFormat): Promise<string> {
      const path = directory.file(`${crypto.randomUUID()}.pdf`);
      await page.pdf({ path, format, printBackground: true });
      return path;
    }

    test.each(papers)(
      "the example has one or two pages of %s, without what is for the screen",
      async format => {
        await using visit = await browser.openPage(program.url, { colorScheme: "dark" });
        const pages = await textsOf(await printed(visit, format));
        expect(pages.length).toBeLessThanOrEqual(2);
        const text = pages.join("\n");
        expect(text).toContain("Grace Hopper");
        for (const word of ["Skip to", "JSON Resume", "Plain text", "Page "])
          expect(text).not.toContain(word);
      },
    );

    test("the example reads in the order of the page", async () => {
      await using visit = await browser.openPage(program.url);
      const texts = await textsInOrder(visit);
      expect(texts.length).toBeGreaterThan(100);
      const print = flat((await textsOf(await printed(visit, "a4"))).join("\n"));
      let from = 0;
      for (const text of texts) {
        const at = print.indexOf(flat(text), from);
        expect({ text, follows: at >= from }).toEqual({ text, follows: true });
        from = at;
      }
    });

    test("it is black on white for a visitor who prefers dark", async () => {
      await using visit = await browser.openPage(program.url, { colorScheme: "dark" });
      const { paper, ink } = await brightnessOf(await printed(visit, "a4"));
      expect(paper).toBe(255);
      expect(ink).toBeLessThan(16);
    });

    test.each(papers)("no page of %s ends with a heading, wherever it falls", async format => {
      await using hard = await serveResume(hardResumes["sixty jobs"]);
      await using visit = await browser.openPage(hard.url);
      for (let lines = 0; lines < 4; lines++) {
        const lastLines = (await wordsOf(await printed(visit, format))).map(lastLine);
        expect(lastLines.length).toBeGreaterThan(4);
        expect(lastLines.filter(isHeading)).toEqual([]);
        // One line more above, so that every page ends elsewhere.
        await visit.page.evaluate(
          `document.querySelector(".summary .prose").append(document.createElement("br"))`,
        );
      }
    });

    test("words of 300 letters end before the margin", async () => {
      await using hard = await serveResume(hardResumes["words of 300 letters"]);
      await using visit = await browser.openPage(hard.url);
      const words = (await wordsOf(await printed(visit, "a4"))).flat();
      expect(words.length).toBeGreaterThan(100);
      expect(words.filter(({ right }) => right > a4.width - a4.margin)).toEqual([]);
    });
  });
});

/** Points; the margin is that of assets/page.css, without what a letter may hang over. */
const a4 = { width: 595, margin: 40 };

/** The texts of the page, in its own order. */
async function textsInOrder({ page }: Visit): Promise<string[]> {
  const texts = `[...document.querySelectorAll("h1, h2:not(.heard), h3, h4, body > :not(footer) :is(p, li, figcaption)")]`;
  // `innerText` is a string.
  return (await page.evaluate(`${texts}.map(({ innerText }) => innerText)`)) as string[];
}

/** Of the jobs, which all have a text below them, and of the sections. */
function isHeading(line: string): boolean {
  return /Position \d|Employer \d|^[A-Z]+$/.test(line);
}

/** Without what differs between a page and its print: spaces, the ends of lines and ligatures. */
function flat(text: string): string {
  return text.normalize("NFKC").replaceAll(/\s+/g, "");
}
