import { describe, expect, test } from "bun:test";
import { readRun } from "../../../bench/report/read-run.ts";
import { sampleRun } from "./sample-run.ts";

describe("a results file", () => {
  test("is read as it was written", () => {
    const run = sampleRun();
    expect(readRun(JSON.stringify(run), "old.json")).toEqual(run);
  });

  test("may hold no rows, an address and no ceiling", () => {
    const run = sampleRun({ rows: [], yardsticks: [], url: "http://localhost:8080", complete: false });
    expect(readRun(JSON.stringify(run), "old.json")).toEqual(run);
  });

  const broken: [string, (run: Record<string, unknown>) => unknown, string][] = [
    ["another version", run => ({ ...run, version: 2 }), "version must be 1, got 2"],
    ["no rows", ({ rows: _, ...run }) => run, "rows must be an array, got nothing"],
    ["a list", () => [], "the whole file must be an object, got []"],
    [
      "an unknown group",
      run => edited(run, { group: "odd" }),
      'rows[0].group must be "users" or "special" or "faults", got "odd"',
    ],
    ["no number", run => edited(run, { users: null }), "rows[0].users must be a number, got null"],
    [
      "half a latency",
      run => edited(run, { latencyMs: { p50: 1 } }),
      "rows[0].latencyMs.p90 must be a number, got nothing",
    ],
    ["no limit", run => edited(run, { ceiling: 5 }), "rows[0].ceiling must be an object or null, got 5"],
  ];

  test.each(broken)(
    "with %s is refused, with where, what was found and what is expected",
    (_, edit, message) => {
      const text = JSON.stringify(edit({ ...sampleRun() }));
      expect(() => readRun(text, "old.json")).toThrow(new Error(`Cannot read old.json: ${message}`));
    },
  );

  test("that is no JSON is refused", () => {
    expect(() => readRun("<html>", "old.json")).toThrow("Cannot read old.json: it must be what --json wrote");
  });
});

/** The run with changes in its first row. */
function edited(run: Record<string, unknown>, changes: Record<string, unknown>): unknown {
  const [first, ...others] = Array.isArray(run.rows) ? run.rows : [];
  return { ...run, rows: [{ ...first, ...changes }, ...others] };
}
