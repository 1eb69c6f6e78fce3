import { describe, expect, test } from "bun:test";
import { renderReport } from "../../../bench/report/document.tsx";
import { inspectHtml } from "../../support/html.ts";
import { oddRuns } from "./odd-runs.ts";
import { sampleRow, sampleRun, sampleYardstick } from "./sample-run.ts";

/** What elements of a document say, by a real parser. */
async function textsOf(html: string, selector: string): Promise<string[]> {
  const texts: string[] = [];
  const rewriter = new HTMLRewriter().on(selector, {
    element() {
      texts.push("");
    },
    text({ text }) {
      texts.push(`${texts.pop() ?? ""}${text}`);
    },
  });
  await rewriter.transform(new Response(html)).text();
  return texts.map(text => text.replaceAll(/\s+/g, " ").trim());
}

async function countOf(html: string, selector: string): Promise<number> {
  return (await textsOf(html, selector)).length;
}

/** All that a reader can see or hear, without the stylesheet. */
function shownOf(html: string): string {
  return html.replace(/<style>[\s\S]*?<\/style>/, "");
}

describe("the report", () => {
  const html = renderReport(sampleRun());

  test("says the truth in its title and its first heading, and names what did not hold", async () => {
    const truth = "2 of 11 rows and 1 of 3 yardsticks did not hold";
    expect(await textsOf(html, "title")).toEqual([`Vitae bench: ${truth}`]);
    expect(html.includes(`<span>${truth}</span></h1>`)).toBe(true);
    expect(await textsOf(html, ".broken-list a")).toEqual([
      "Spike, 0 to 10,000 users in 5 s, 10,000 users, every 5 s",
      "Hang all instances, 500 users, every 5 s",
      "Home page, 64 connections, against bare nginx",
    ]);
    const healthy = renderReport(sampleRun({ rows: [sampleRow()], yardsticks: [] }));
    expect(healthy.includes("<span>All of 1 row held</span></h1>")).toBe(true);
    expect(await countOf(healthy, ".broken-list")).toBe(0);
  });

  test("has a line for each row, and a column for each kind of failure of its group", async () => {
    expect(await countOf(html, "#results tbody tr")).toBe(11);
    expect(await textsOf(html, "#results th.failure")).toEqual([
      ...["503", "reset", "timeout"],
      ...["wrong", "429", "status", "connect", "reset", "timeout"],
    ]);
    expect(await textsOf(html, "#results td.bad")).toEqual([
      "412",
      "3",
      "37",
      "1",
      "2",
      "4",
      "12",
      "6",
      "480",
    ]);
  });

  test("says where the generator was the limit", async () => {
    expect(await countOf(html, "#results .limit")).toBe(4);
  });

  test("shows for each row its charts, and for each chart its data", async () => {
    const row = sampleRow({ durationS: 3 });
    const report = renderReport(sampleRun({ rows: [row], yardsticks: [sampleYardstick()] }));
    expect(await textsOf(report, "#scenarios figcaption strong")).toEqual([
      ...["Latency", "Requests per second", "Latency over time", "Memory", "CPU"],
    ]);
    expect(await countOf(report, "#yardsticks figure")).toBe(1);
    expect(await countOf(report, "figure > svg[role=img][aria-label]")).toBe(6);
    expect(await countOf(report, "figure details table")).toBe(6);
    const data = await textsOf(report, "#scenarios figure:nth-of-type(2) td");
    expect(data).toEqual(row.timeline.flatMap(({ ok, failed }) => [ok.toLocaleString("en"), String(failed)]));
  });

  test("draws the marks of a fault, the ceiling and the failures", async () => {
    const kill = renderReport(
      sampleRun({ rows: sampleRun().rows.filter(({ scenario }) => scenario === "kill") }),
    );
    expect(await textsOf(kill, ".marks li")).toEqual([
      "kill -9 instance 2 at 5 s",
      "the edge marks instance 2 down at 5.4 s",
      "instance 2 is in rotation again at 6.2 s",
    ]);
    const texts = await textsOf(kill, "#scenarios figure:nth-of-type(2) svg text");
    expect(texts).toEqual(expect.arrayContaining(["1", "2", "3"]));
    const flatOut = sampleRun().rows.filter(({ pace }) => pace === "flat out");
    const drawn = await textsOf(
      renderReport(sampleRun({ rows: flatOut })),
      "#scenarios figure:nth-of-type(2) svg text",
    );
    expect(drawn).toContain("ceiling 9,120");
    const spike = sampleRun().rows.filter(({ scenario }) => scenario === "spike-10000");
    expect(
      await countOf(renderReport(sampleRun({ rows: spike })), "#scenarios figure:nth-of-type(2) svg"),
    ).toBe(2);
  });

  test("sets the rows beside the older site's report", async () => {
    expect(await textsOf(html, "#older-site tbody td")).toEqual([
      ...["63 %", "451.6", "100 %", "8,900", "19.7 ×"],
      ...["24.5 %", "691.6", "100 %", "8,420", "12.2 ×"],
      ...["31 %", "474.9", "100 %", "8,610", "18.1 ×"],
      ...["24.3 %", "294.6", "100 %", "6,120", "20.8 ×"],
    ]);
    expect(await countOf(renderReport(sampleRun({ rows: [sampleRow()] })), "#older-site")).toBe(0);
  });

  test("tells what changed since an older run, and what was not the same", async () => {
    const older = sampleRun({ commit: "abc1234", rows: [sampleRow({ requestsPerSecond: 600 })] });
    const report = renderReport(sampleRun({ rows: [sampleRow()] }), { compare: older });
    expect(await textsOf(report, "#changes .note li")).toEqual(["commit: abc1234 then, 2f4d41f+ now"]);
    expect((await textsOf(report, "#changes td")).slice(0, 3)).toEqual(["600", "1,200", "2.00 ×"]);
    expect(await countOf(html, "#changes")).toBe(0);
  });

  test("asks nobody for anything and runs nothing", async () => {
    const { addresses, elements, attributes } = await inspectHtml(html);
    expect(addresses.filter(address => !address.startsWith("#"))).toEqual(["data:,"]);
    expect(elements).not.toContain("script");
    expect(attributes.filter(name => name.startsWith("on") || name === "srcset" || name === "style")).toEqual(
      [],
    );
    expect(html.match(/.{0,60}(https?:|url\(|@import)/)).toBeNull();
  });

  test("is a file that can be sent around: 30 rows of ten minutes stay below 3 MB", () => {
    const rows = Array.from({ length: 30 }, () => sampleRow({ durationS: 600 }));
    expect(renderReport(sampleRun({ rows })).length).toBeLessThan(3_000_000);
  });
});

describe.each(Object.entries(oddRuns))("the report of %s", (name, run) => {
  const html = renderReport(run, { compare: run });

  test("shows no number that is none", () => {
    expect(shownOf(html).match(/.{0,60}(NaN|Infinity|undefined|null|\[object)/)).toBeNull();
  });

  test("has an image for each table of data", async () => {
    expect(await countOf(html, "figure details")).toBe(await countOf(html, "figure"));
    expect(await countOf(html, "figure > svg")).toBeGreaterThanOrEqual(await countOf(html, "figure"));
  });

  test("holds only elements of its own", async () => {
    const { elements, attributes } = await inspectHtml(html);
    expect(elements).not.toContain("script");
    expect(elements).not.toContain("img");
    expect(attributes).not.toContain("onerror");
    if (name === "hostile texts") expect(html.includes("&lt;script&gt;alert")).toBe(true);
  });
});

test("the report has no distribution of latencies that a clock could not tell from nothing", async () => {
  const row = sampleRow({ distribution: [{ upToMs: 0, count: 9 }] });
  const titles = await textsOf(renderReport(sampleRun({ rows: [row], yardsticks: [] })), "figcaption strong");
  expect(titles).not.toContain("Latency");
});

test("the report of a run that was stopped says so first", async () => {
  const html = renderReport(sampleRun({ complete: false, rows: [sampleRow()], yardsticks: [] }));
  const truth = "Not finished; of what was, all of 1 row held";
  expect(html.includes(`${truth}</span></h1>`)).toBe(true);
});
