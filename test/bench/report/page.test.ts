import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { renderReport } from "../../../bench/report/document.tsx";
import { axeFindings } from "../../browser/axe.ts";
import { type PageOptions, startBrowser, type TestBrowser } from "../../support/browser.ts";
import { type Fixture, fixture } from "../../support/fixture.ts";
import { describeWith } from "../../support/needs.ts";
import { validate } from "../../support/validate.ts";
import { oddRuns } from "./odd-runs.ts";
import { sampleRun } from "./sample-run.ts";

/** Healthy, failing and generator-limited rows, without and with faults; few, since axe looks at each cell. */
const kinds = sampleRun().rows.filter(({ scenario }) =>
  ["health-100", "spike-10000", "hang"].includes(scenario),
);

/** Every kind of row, and everything odd: what a browser and a validator look at. */
function reports(): Record<string, string> {
  const odd = Object.values(oddRuns).map((run, index) => [`odd-${index}.html`, renderReport(run)] as const);
  return {
    "report.html": renderReport(sampleRun({ rows: kinds }), { compare: oddRuns["an end before its time"] }),
    ...Object.fromEntries(odd),
  };
}

describeWith("java", "the report, by the Nu validator", () => {
  test("is valid, whatever is in it", async () => {
    using files = fixture({
      ...reports(),
      "faulty.html": "<!doctype html><title>A title</title><p><figure>",
    });
    const messages = await validate([...Object.keys(reports()), "faulty.html"].map(files.file));
    const unexpected = messages.filter(({ url }) => !url.endsWith("faulty.html"));
    expect(unexpected.map(({ url, message }) => `${url}: ${message}`)).toEqual([]);
    // It did look.
    expect(messages.length).toBeGreaterThan(0);
  }, 60_000);
});

const looks: Record<string, PageOptions> = {
  "in light": { width: 1440 },
  "in dark": { width: 1440, colorScheme: "dark" },
  "on a telephone": { width: 320, height: 640 },
  "with text of 200 %": { width: 1280, fontScale: 2 },
};

describeWith("chromium", "the report in a browser", () => {
  let browser: TestBrowser;
  let files: Fixture;

  beforeAll(async () => {
    files = fixture(reports());
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    files[Symbol.dispose]();
  });

  const open = (name: string, options?: PageOptions) =>
    browser.openPage(`file://${files.file(name)}`, options);

  describe.each(Object.entries(looks))("%s", (_, look) => {
    test("breaks no rule of axe, scrolls no page sideways and is quiet", async () => {
      await using visit = await open("report.html", look);
      expect(
        await visit.page.evaluate("document.documentElement.scrollWidth - innerWidth"),
      ).toBeLessThanOrEqual(0);
      await visit.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
      expect(
        await visit.page.evaluate("document.documentElement.scrollWidth - innerWidth"),
      ).toBeLessThanOrEqual(0);
      expect((await axeFindings(visit.page)).filter(isJudged)).toEqual([]);
      expect({ console: visit.console, errors: visit.errors }).toEqual({ console: [], errors: [] });
      expect(visit.requests.filter(url => !url.startsWith("data:"))).toHaveLength(1);
    }, 60_000);
  });

  test("writes no text of a chart on another, and none outside of it", async () => {
    await using visit = await open("report.html", { width: 1440 });
    expect(await visit.page.evaluate(findClashes)).toEqual([]);
  });

  test("stays inside the window, whatever is in it", async () => {
    for (const name of Object.keys(reports())) {
      await using visit = await open(name, { width: 320 });
      expect({
        name,
        wider: await visit.page.evaluate("document.documentElement.scrollWidth - innerWidth"),
      }).toEqual({
        name,
        wider: 0,
      });
    }
  }, 30_000);
});

/** axe cannot tell what lies behind a text in a picture or in what a table has scrolled away, nor whether "0" is a text. */
function isJudged(finding: string): boolean {
  return !/background color could not be determined|content is too short to determine/.test(finding);
}

// A pixel or two of line height is not seen.
const findClashes = `[...document.querySelectorAll("svg")].flatMap(svg => {
  const frame = svg.closest("figure").getBoundingClientRect();
  const texts = [...svg.querySelectorAll("text")].filter(text => text.textContent.trim());
  const boxes = texts.map(text => ({ text: text.textContent, box: text.getBoundingClientRect() }));
  const overlap = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4;
  return [
    ...boxes.filter(({ box }) => box.left < frame.left - 4 || box.right > frame.right + 12).map(({ text }) => "outside: " + text),
    ...boxes.flatMap((one, index) =>
      boxes.slice(index + 1).filter(two => overlap(one.box, two.box)).map(two => one.text + " on " + two.text)),
  ];
})`;
