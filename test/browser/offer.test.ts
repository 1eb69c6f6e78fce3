import { afterAll, beforeAll, expect, test } from "bun:test";
import { startBrowser, type TestBrowser } from "../support/browser.ts";
import { type Fixture, fixture } from "../support/fixture.ts";
import { describeWith } from "../support/needs.ts";
import { type Started, startProgram } from "../support/process.ts";
import { axeFindings } from "./axe.ts";
import { outsideOf } from "./layout.ts";

const files = {
  "resume.json": JSON.stringify({ basics: { name: "Ada" } }),
  "resume.it.json": "{}",
  "resume.ar.json": "{}",
  "resume.pt.json": "{}",
  "resume.pt-PT.json": "{}",
};

describeWith("chromium", "the line for a visitor of another language", () => {
  let browser: TestBrowser;
  let folder: Fixture;
  let program: Started;
  beforeAll(async () => {
    browser = await startBrowser();
    folder = fixture(files);
    program = await startProgram({ args: [folder.path] });
  });
  afterAll(async () => {
    await browser.close();
    await program[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  /** The languages of the lines that a visitor sees. */
  async function offeredTo(languages: string[], path: string): Promise<string[]> {
    await using visit = await browser.openPage("about:blank");
    await visit.page.evaluateOnNewDocument(tags => {
      Object.defineProperty(navigator, "languages", { get: () => tags });
    }, languages);
    await visit.page.goto(`${program.url}${path}`);
    return await visit.page.$$eval(".switch p", lines =>
      lines.filter(line => line.checkVisibility()).map(line => line.lang),
    );
  }

  test.each([
    [["it-IT", "en"], "/", ["it"]],
    [["ar-EG"], "/it/", ["ar"]],
    [["en-GB", "it"], "/it/", ["en"]],
    [["fr", "it"], "/", ["it"]],
    [["pt-PT"], "/", ["pt-PT"]],
    [["pt-BR"], "/", ["pt"]],
    [["pt-PT"], "/pt/", ["pt-PT"]],
    // Who can read the page is offered nothing that they would read less well.
    [["en-US", "it"], "/", []],
    [["it-CH"], "/it/", []],
    [["fr", "de"], "/", []],
    [[], "/", []],
  ])("who reads %p sees at %s: %p", async (languages, path, offered) => {
    expect(await offeredTo(languages, path)).toEqual(offered);
  });

  test.each(["/", "/ar/"])("%s breaks no rule of axe, and ends inside of every window", async path => {
    for (const width of [320, 768, 1440]) {
      await using visit = await browser.openPage(`${program.url}${path}`, { width });
      // Axe judges nothing that is hidden. No visitor sees two lines, and none the two that say the same.
      await visit.page.$$eval(".switch p", lines => {
        for (const line of lines) {
          line.hidden = false;
          if (line.lang === "pt-PT") line.remove();
        }
      });
      expect({ width, outside: await outsideOf(visit.page) }).toEqual({ width, outside: [] });
      expect(await axeFindings(visit.page)).toEqual([]);
    }
  });
});
