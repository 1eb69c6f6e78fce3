import { expect, test } from "bun:test";
import { noCounts } from "../../bench/load/recorder.ts";
import { growthOf } from "../../bench/measure-row.ts";
import { judgeRow } from "../../bench/verdicts.ts";

const latency = { p50: 1, p90: 2, p99: 150, p999: 300, max: 400 };
const row = (counts: object) => ({ counts: { ...noCounts(), ...counts }, latencyMs: latency });
const nothing = {
  growthBytes: Number.NaN,
  wholeAfterMs: undefined,
  beside: undefined,
  pairs: [],
  published: [],
};
const mebibyte = 1024 * 1024;

test("one failure in a million is not 100 %", () => {
  const [verdict] = judgeRow({}, row({ ok: 999_999, reset: 1 }), nothing);
  expect(verdict).toEqual({ what: "success", target: "100 %", found: "99.99 % of 1000000", ok: false });
});

test("no request at all is no success", () => {
  expect(judgeRow({}, row({}), nothing)).toEqual([
    { what: "success", target: "100 %", found: "no request", ok: false },
  ]);
});

test.each([
  [150, true],
  [149.9, false],
])("p99 of 150 ms against %d ms", (p99Ms, ok) => {
  expect(judgeRow({ p99Ms }, row({ ok: 1 }), nothing)[1]).toMatchObject({
    what: "p99",
    found: "150.0 ms",
    ok,
  });
});

test("memory that nobody saw does not pass for memory that did not grow", () => {
  const growthBytes = 32 * mebibyte;
  const judge = (grown: number) =>
    judgeRow({ growthBytes }, row({ ok: 1 }), { ...nothing, growthBytes: grown })[1];
  expect(judge(Number.NaN)).toMatchObject({ target: "≤ 32 MB", found: "not measured", ok: false });
  expect(judge(32 * mebibyte)).toMatchObject({ ok: true });
  expect(judge(32.1 * mebibyte)).toMatchObject({ found: "32.1 MB", ok: false });
});

test("growth is that of the instance that grew most, and of no other part", () => {
  const sample = (name: string, atS: number, memoryBytes: number) => ({ name, atS, memoryBytes, cpu: 0 });
  const samples = [
    sample("edge", 0, 0),
    sample("instance 1", 0, 100),
    sample("instance 2", 0, 100),
    sample("edge", 1, 1000),
    sample("instance 1", 1, 90),
    sample("instance 2", 1, 140),
  ];
  expect(growthOf(samples)).toBe(40);
  expect(growthOf([])).toBeNaN();
});

test("a fault that was never mended fails the row", () => {
  const judge = (wholeAfterMs: number | null) =>
    judgeRow({}, row({ ok: 1 }), { ...nothing, wholeAfterMs })[1];
  expect(judge(2500)).toMatchObject({ what: "whole again", found: "after 2.5 s", ok: true });
  expect(judge(null)).toMatchObject({ ok: false });
});

test("an abuser who is let through fails the row", () => {
  const beside = { title: "", users: 1, isOneAddress: true, asks: [], mustBeLimited: true };
  const judge = (counts: object) =>
    judgeRow({ beside }, row({ ok: 1 }), { ...nothing, beside: { ...noCounts(), ...counts } })[1];
  expect(judge({ ok: 10, limited: 90 })).toMatchObject({ found: "90 %", ok: true });
  expect(judge({ ok: 90, limited: 10 })).toMatchObject({ ok: false });
});
