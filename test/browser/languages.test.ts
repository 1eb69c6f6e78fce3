import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Page } from "puppeteer-core";
import { loadResume } from "../resume/reading.ts";
import { startBrowser, type TestBrowser } from "../support/browser.ts";
import { describeWith } from "../support/needs.ts";
import type { Started } from "../support/process.ts";
import { axeFindings } from "./axe.ts";
import { outsideOf } from "./layout.ts";
import { serveResume } from "./resumes.ts";

test("the stylesheet names no side but start and end, so that it is mirrored as a whole", async () => {
  const css = await Bun.file("assets/page.css").text();
  const code = css.replaceAll(/\/\*.*?\*\//gs, "");
  expect(code).not.toMatch(/\b(left|right)\b/);
  // Of four sides, the second would be the right one.
  expect(code).not.toMatch(
    /(margin|padding|inset|border-width):\s*[^;\s()]+\s+[^;\s()]+\s+[^;\s()]+\s+[^;]+;/,
  );
});

describeWith("chromium", "a page in a browser", () => {
  let browser: TestBrowser;
  let program: Started;

  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  describe.each(["ar", "he", "hi", "ja", "de"])("in %s", language => {
    beforeAll(async () => {
      const reading = await loadResume(`test/fixtures/resumes/${language}.json`);
      if (!reading.ok) throw new Error("The fixture cannot be published");
      program = await serveResume(reading.resume);
    });
    afterAll(() => program[Symbol.asyncDispose]());

    test("ends inside a window of any width, and breaks no rule of axe", async () => {
      await using visit = await browser.openPage(program.url, { width: 1440 });
      expect(await outsideOf(visit.page)).toEqual([]);
      expect(await axeFindings(visit.page)).toEqual([]);
      for (const width of [320, 768]) {
        await visit.page.setViewport({ width, height: 800 });
        expect({ width, outside: await outsideOf(visit.page) }).toEqual({ width, outside: [] });
      }
    });

    test("begins at the side where its lines begin, down to each word and sign", async () => {
      await using visit = await browser.openPage(program.url, { width: 1440 });
      const isMirrored = language === "ar" || language === "he";
      expect(await order(visit.page, ".entry > .when", ".entry > hgroup")).toBe(
        isMirrored ? "right" : "left",
      );
      expect(await order(visit.page, ".when > :first-child", ".when > :last-child")).toBe(
        isMirrored ? "right" : "left",
      );
      // From the left in every language.
      expect(await orderIn(visit.page, "C++")).toBe(language === "de" ? "none" : "left");
      expect(await orderIn(visit.page, "@example.com")).toBe("left");
    });

    test("has spaced capitals only where its script has capitals", async () => {
      await using visit = await browser.openPage(program.url);
      const styles = await visit.page.evaluate(`["h1", "section:not(.summary) h2", "h3"].map(name =>
        parseFloat(getComputedStyle(document.querySelector(name)).letterSpacing) || 0)`);
      const [name, heading] = styles as [number, number];
      expect([name !== 0, heading !== 0]).toEqual(language === "de" ? [true, true] : [false, false]);
    });
  });
});

/** On which side of the other the first one is, of the first two that stand in one line. */
async function order(page: Page, first: string, other: string): Promise<string> {
  // The question decides what comes back.
  return (await page.evaluate(`(() => {
    for (const one of document.querySelectorAll(${JSON.stringify(first)})) {
      const two = one.parentElement.querySelector(${JSON.stringify(other.replace(/^\S+ /, ":scope "))});
      if (!two || one === two) continue;
      const [a, b] = [one.getBoundingClientRect(), two.getBoundingClientRect()];
      if (a.bottom > b.top && b.bottom > a.top) return a.left < b.left ? "left" : "right";
    }
    return "none";
  })()`)) as string;
}

/** On which side of the last character of a text the first one is: in every place that has it, or "mixed"; "none" without one. */
async function orderIn(page: Page, text: string): Promise<string> {
  // The question decides what comes back.
  return (await page.evaluate(`(() => {
    const text = ${JSON.stringify(text)};
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const sides = new Set();
    const leftOf = (node, at) => {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      return range.getBoundingClientRect().left;
    };
    while (nodes.nextNode()) {
      const at = nodes.currentNode.data.indexOf(text);
      if (at === -1) continue;
      const end = at + text.length - 1;
      sides.add(leftOf(nodes.currentNode, at) < leftOf(nodes.currentNode, end) ? "left" : "right");
    }
    return sides.size > 1 ? "mixed" : ([...sides][0] ?? "none");
  })()`)) as string;
}
