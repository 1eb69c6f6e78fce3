import { describe, expect, test } from "bun:test";
import { noCounts } from "../../bench/load/recorder.ts";
import { growthOf } from "../../bench/make-row.ts";
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

describe("publications under load", () => {
  const publications = { everyS: 3, turnS: 12, p99Ratio: 1.5, everywhereMs: 1000, edgeMs: 6000 };
  const took = (p99: number, counts = {}) => {
    const { latencyMs, ...rest } = row({ ok: 1, ...counts });
    return { ...rest, latencyMs: { ...latencyMs, p99 } };
  };
  const judge = (found: object) =>
    judgeRow({ publications }, row({ ok: 1 }), { ...nothing, published: [], pairs: [], ...found }).slice(1);

  test.each([
    [[15, 14, 90], "1.50 × (1.40 to 9.00)", true],
    [[16, 14, 90], "1.60 × (1.40 to 9.00)", false],
    [[10, 22], "1.60 × (1.00 to 2.20)", false],
  ])("a p99 of %j ms beside 10 ms: the median of the pairs decides", (p99s, found, ok) => {
    const [ratio] = judge({ pairs: p99s.map(p99 => [took(10), took(p99)]) });
    expect(ratio).toMatchObject({ target: "≤ 1.5 ×", found, ok });
  });

  test("failures without publications are no measure of those with them", () => {
    const [ratio] = judge({ pairs: [[took(10, { reset: 1 }), took(10)]] });
    expect(ratio).toMatchObject({ found: "not every request answered without them", ok: false });
  });

  test("nothing measured holds nothing", () => {
    expect(judge({}).some(({ ok }) => ok)).toBe(false);
  });

  test("each publication must be acknowledged", () => {
    const of = (sent: number, tookMs: number[]) =>
      judge({ published: [{ marks: [], sent, tookMs, seen: [] }] })[1];
    expect(of(2, [900, 800])).toMatchObject({ found: "2 of 2", ok: true });
    expect(of(2, [900])).toMatchObject({ found: "1 of 2", ok: false });
  });

  test("the one that is seen last decides, on the instances and at the edge", () => {
    const of = (...seen: { everywhereMs: number; edgeMs: number }[]) =>
      judge({ published: [{ marks: [], sent: 1, tookMs: [1], seen }] }).slice(2);
    const [instances, edge] = of({ everywhereMs: 20, edgeMs: 6000 }, { everywhereMs: 1001, edgeMs: 400 });
    expect(instances).toMatchObject({
      what: "on every instance",
      found: "511 ms (median), 1001 ms at most",
      ok: false,
    });
    expect(edge).toMatchObject({
      what: "in the edge's cache",
      found: "3200 ms (median), 6000 ms at most",
      ok: true,
    });
    const never = Number.POSITIVE_INFINITY;
    expect(of({ everywhereMs: 20, edgeMs: never })[1]).toMatchObject({ ok: false });
  });
});
