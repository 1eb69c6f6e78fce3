import { describe, expect, test } from "bun:test";
import type { Figure } from "../../../bench/result.ts";
import { judge } from "../../../bench/yardstick/judge.ts";
import type { YardstickPlan } from "../../../bench/yardstick/yardsticks.ts";

const plan: YardstickPlan = {
  name: "ours-against-theirs",
  title: "Ours against theirs",
  ours: "edge",
  theirs: "nginx bare",
  connections: 64,
  leastRatio: 0.85,
  mostP99Ratio: 1,
};

const figure = (requestsPerSecond: number, p99Ms = 10, failed = 0): Figure => ({
  requestsPerSecond,
  p50Ms: 1,
  p99Ms,
  maxMs: 20,
  failed,
});

const oks = (rounds: Parameters<typeof judge>[1]) => judge(plan, rounds).verdicts.map(({ ok }) => ok);

describe("judge", () => {
  test("takes the median of the rounds' ratios, with the lowest and the highest", () => {
    const rounds = [
      { ours: figure(90), theirs: figure(100) },
      { ours: figure(300), theirs: figure(100) },
      { ours: figure(10), theirs: figure(20) },
    ];
    expect(judge(plan, rounds).ratio).toEqual({ median: 0.9, lowest: 0.5, highest: 3 });
    expect(judge(plan, rounds.slice(0, 2)).ratio.median).toBeCloseTo(1.95);
    expect(judge(plan, rounds).verdicts[0]).toEqual({
      what: "requests/s",
      target: "≥ 0.85 × nginx bare",
      found: "0.90 × (0.50 to 3.00)",
      ok: true,
    });
  });

  test("finds what is slower than its target, or has the longer tail", () => {
    expect(oks([{ ours: figure(85), theirs: figure(100) }])).toEqual([true, true, true]);
    expect(oks([{ ours: figure(84), theirs: figure(100) }])).toEqual([false, true, true]);
    expect(oks([{ ours: figure(85, 11), theirs: figure(100, 10) }])).toEqual([true, false, true]);
  });

  test("lets no failure pass, on either side", () => {
    expect(oks([{ ours: figure(100, 10, 1), theirs: figure(100) }])).toEqual([true, true, false]);
    expect(oks([{ ours: figure(100), theirs: figure(100, 10, 1) }])).toEqual([true, true, false]);
  });

  test("finds nothing good where nothing was measured", () => {
    expect(oks([]).slice(0, 2)).toEqual([false, false]);
  });
});
