import { describe, expect, test } from "bun:test";
import { compareRuns } from "../../../bench/report/compare.ts";
import { renderComparison } from "../../../bench/report/compare-table.ts";
import type { Run } from "../../../bench/result.ts";
import { sampleCounts, sampleRow, sampleRun, sampleYardstick } from "./sample-run.ts";

const now = sampleRun({
  rows: [sampleRow(), sampleRow({ scenario: "soak", pace: "flat out" })],
  yardsticks: [sampleYardstick(), sampleYardstick({ name: "new" })],
});

function older(changes: Partial<Run> = {}): Run {
  const counts = sampleCounts({ ok: 9000, timeout: 1000 });
  const row = sampleRow({ requestsPerSecond: 600, counts, middleMs: 8 });
  const ratio = { median: 0.52, lowest: 0.4, highest: 0.6 };
  return sampleRun({ rows: [row], yardsticks: [sampleYardstick({ ratio })], ...changes });
}

describe("a run compared with an older one", () => {
  test("gives the figures of both and their ratio", () => {
    const [row] = compareRuns(now, older()).rows;
    expect(row?.requestsPerSecond).toEqual({ older: 600, now: 1200, ratio: 2 });
    expect(row?.p99.ratio).toBeCloseTo(0.5);
    expect(row?.success).toEqual({ older: 0.9, now: 1, ratio: 1 / 0.9 });
    const [yardstick] = compareRuns(now, older()).yardsticks;
    expect(yardstick?.ratio).toEqual({ older: 0.52, now: 1.04, ratio: 2 });
  });

  test("tells what only one of them has", () => {
    const { onlyNow, onlyOlder, rows } = compareRuns(now, older({ rows: [sampleRow({ scenario: "gone" })] }));
    expect(rows).toEqual([]);
    expect(onlyNow.map(one => ("scenario" in one ? one.scenario : one.name))).toEqual([
      "home-1000",
      "soak",
      "new",
    ]);
    expect(onlyOlder.map(one => ("scenario" in one ? one.scenario : one.name))).toEqual(["gone"]);
  });

  test.each([{ pace: "flat out" as const }, { generator: "wrk" }])(
    "keeps rows with another %p apart",
    change => {
      const rows = [sampleRow(change)];
      expect(compareRuns(sampleRun({ rows }), sampleRun({ rows: [sampleRow()] })).rows).toEqual([]);
    },
  );

  test("has no ratio where there was nothing", () => {
    const failed = sampleRow({ counts: sampleCounts({ ok: 0, timeout: 5 }), requestsPerSecond: 0 });
    const [row] = compareRuns(now, older({ rows: [failed] })).rows;
    expect(row?.requestsPerSecond.ratio).toBeNull();
    expect(row?.p99.ratio).toBeNull();
    expect(row?.success.ratio).toBeNull();
  });

  test("warns of another machine, other cores, another commit and another version", () => {
    const { machine } = now;
    const versions = { ...machine.versions, haproxy: "3.2.0", wrk: "4.1.0" };
    const other = older({ commit: "abc1234", machine: { ...machine, name: "vm-9", cores: 4, versions } });
    expect(compareRuns(now, other).warnings).toEqual([
      "machine: vm-9 then, vm-4 now",
      "cores: 4 then, 2 now",
      "commit: abc1234 then, 2f4d41f+ now",
      "haproxy: 3.2.0 then, 2.6.12 now",
      "wrk: 4.1.0 then, none now",
    ]);
    expect(compareRuns(now, older()).warnings).toEqual([]);
    expect(compareRuns(now, older({ complete: false })).warnings).toHaveLength(1);
  });

  test("is a text for a terminal", () => {
    const text = renderComparison(now, older({ commit: "abc1234" }), { colour: false, width: 100 });
    expect(text).toMatch(/home-1000 +every 5 s +600 +1,200 +2\.00 × +33 +16 +0\.50 × +90 % +100 %/);
    expect(text).toContain("! commit: abc1234 then, 2f4d41f+ now");
    expect(text).toContain("Only in this run: soak; new");
    expect(Math.max(...text.split("\n").map(line => Bun.stringWidth(line)))).toBeLessThanOrEqual(100);
  });
});
