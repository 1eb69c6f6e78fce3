import { describe, expect, test } from "bun:test";
import { renderTable } from "../../../bench/report/table.ts";
import { passed } from "../../../bench/result.ts";
import { sampleCounts, sampleRow, sampleRun, sampleYardstick } from "./sample-run.ts";

const plain = { colour: false, width: 100 };

/** The line that begins with a mark and a name. */
function lineOf(text: string, name: string): string {
  return text.split("\n").find(line => line.slice(3).startsWith(`${name} `)) ?? "";
}

/** What stands in a row's columns, by heading. */
function cellsOf(text: string, name: string): Record<string, string> {
  const lines = text.split("\n");
  const line = lines.indexOf(lineOf(text, name));
  const heading = lines.slice(0, line).findLast(one => /^ +(scenario|yardstick)/.test(one)) ?? "";
  const words = (one: string) => one.slice(3).split(/ {2,}/);
  return Object.fromEntries(
    words(heading).map((word, index) => [word.trim(), words(lines[line] ?? "")[index] ?? ""]),
  );
}

describe("the table of a run", () => {
  const text = renderTable(sampleRun(), plain);

  test("has one line for each row, with its figures under their headings", () => {
    expect(cellsOf(text, "mixed-1000")).toEqual({
      scenario: "mixed-1000",
      pace: "flat out",
      users: "1,000",
      "req/s": "6,120",
      success: "100 %",
      p50: "130",
      p99: "533",
      max: "2,769",
      ceiling: "9,120/s",
      limit: "stack",
    });
    expect(cellsOf(text, "home-1000")).toMatchObject({ pace: "every 5 s", ceiling: "p99 2.4 ms" });
  });

  test("tells under a row what did not hold, and marks it", () => {
    const lines = text.split("\n");
    const index = lines.indexOf(lineOf(text, "spike-10000"));
    expect(lines[index]).toStartWith("✗");
    expect(lines.slice(index + 1, index + 3)).toEqual([
      "   ✗ success: 98.85 %, target 100 %",
      "   ✗ p99: 1,640 ms, target ≤ 200 ms",
    ]);
    expect(lineOf(text, "soak")).toStartWith("✓");
  });

  test("has a column for each kind of failure that occurred, and for no other", () => {
    const rows = [sampleRow({ counts: sampleCounts({ reset: 3, limited: 12 }) })];
    const cells = cellsOf(renderTable(sampleRun({ rows }), { ...plain, width: 160 }), "home-1000");
    expect(cells).toMatchObject({ 429: "12", reset: "3", success: "99.99 %" });
    expect(Object.keys(cells)).not.toContain("timeout");
  });

  test("is never wider than the terminal: what has no room stands beneath", () => {
    const widest = Math.max(...text.split("\n").map(line => Bun.stringWidth(line)));
    expect(widest).toBeLessThanOrEqual(100);
    const continued = text.split("\n").findLast(line => line.startsWith("✗  hang "));
    expect(continued?.split(/ {2,}/).slice(3)).toEqual(["2", "4", "12", "6", "480"]);
  });

  test("says that the generator was the limit, where it was", () => {
    expect(cellsOf(text, "health-100").limit).toBe("generator");
    expect(text).toContain("the stack can do more");
    expect(renderTable(sampleRun({ rows: [sampleRow()] }), plain)).not.toContain("the stack can do more");
  });

  test("shows the longest wait of a fault and the time until all was whole", () => {
    expect(cellsOf(text, "kill")).toMatchObject({ longest: "1,003", whole: "1,240" });
  });

  test("shows each yardstick with its ratios and its target", () => {
    expect(cellsOf(text, "home-against-nginx-bare")).toEqual({
      yardstick: "home-against-nginx-bare",
      "ours : theirs": "0.81 ×",
      lowest: "0.78 ×",
      highest: "0.90 ×",
      rounds: "5",
      target: "≥ 0.85 ×",
    });
  });

  test("names the machine, the commit, the command, the versions and how often it ran", () => {
    for (const fact of ["2 cores", "AMD EPYC 7B13", "2f4d41f+", "--faults", "haproxy 2.6.12", "3 times"])
      expect(text).toContain(fact);
  });

  test("never calls 99.9999 % 100", () => {
    const counts = sampleCounts({ ok: 999_999, timeout: 1 });
    expect(
      cellsOf(renderTable(sampleRun({ rows: [sampleRow({ counts })] }), plain), "home-1000").success,
    ).toBe("99.99 %");
  });

  test("has no colours unless they are asked for", () => {
    expect(text).not.toContain("\x1b");
    const coloured = renderTable(sampleRun(), { ...plain, colour: true });
    expect(coloured).toContain("\x1b[31m");
    expect(Bun.stripANSI(coloured)).toBe(text);
  });

  test("shows a dash where there is no figure", () => {
    const nothing = { p50: 0, p90: 0, p99: Number.NaN, p999: 0, max: Number.POSITIVE_INFINITY };
    const row = sampleRow({
      counts: sampleCounts({ ok: 0 }),
      latencyMs: nothing,
      requestsPerSecond: Number.NaN,
      ceiling: null,
    });
    const rendered = renderTable(sampleRun({ rows: [row] }), plain);
    expect(cellsOf(rendered, "home-1000")).toMatchObject({
      success: "–",
      p50: "–",
      p99: "–",
      "req/s": "–",
      ceiling: "–",
    });
    expect(rendered).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe("the last line of the table", () => {
  const lastLine = (changes: Parameters<typeof sampleRun>[0]) =>
    renderTable(sampleRun(changes), { ...plain, width: 300 })
      .trimEnd()
      .split("\n")
      .at(-1);
  const healthy = { rows: [sampleRow()], yardsticks: [sampleYardstick()] };

  test("says that all held", () => {
    expect(passed(sampleRun(healthy))).toBe(true);
    expect(lastLine(healthy)).toBe("✓ Passed: All of 1 row and 1 yardstick held");
  });

  test("names what failed", () => {
    expect(lastLine({})).toBe(
      "✗ Failed: 2 of 11 rows and 1 of 3 yardsticks did not hold: spike-10000; hang; home-against-nginx-bare",
    );
  });

  test("says that a run was stopped before its end", () => {
    expect(lastLine({ ...healthy, complete: false })).toBe(
      "✗ Failed: Not finished; of what was, all of 1 row and 1 yardstick held",
    );
    expect(lastLine({ rows: [], yardsticks: [], complete: false })).toBe(
      "✗ Failed: Not finished: nothing was measured",
    );
  });
});
