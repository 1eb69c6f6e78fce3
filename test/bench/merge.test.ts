import { expect, test } from "bun:test";
import type { Found } from "../../bench/load/job.ts";
import { noCounts } from "../../bench/load/recorder.ts";
import { latencyOf, merge } from "../../bench/merge.ts";
import { Timeline } from "../../bench/timeline.ts";

const found = (ok: number, durationS: number, latencies: Found["latencies"] = [[1000, ok]]): Found => ({
  durationS,
  counts: { ...noCounts(), ok },
  bytes: ok * 100,
  askedAgain: 1,
  latencies,
});

test("generators that ran at the same time add up", () => {
  const merged = merge([[found(100, 10), found(300, 10)]]);
  expect(merged).toMatchObject({ durationS: 10, requestsPerSecond: 40, bytesPerSecond: 4000, askedAgain: 2 });
  expect(merged.counts.ok).toBe(400);
});

test("runs one after the other take their time together", () => {
  expect(merge([[found(100, 10)], [found(300, 10)]])).toMatchObject({ durationS: 20, requestsPerSecond: 20 });
});

test("refused requests count as answered, lost ones do not", () => {
  const some = found(10, 1);
  Object.assign(some.counts, { limited: 5, timeout: 3, connect: 2 });
  expect(merge([[some]]).requestsPerSecond).toBe(15);
});

test("percentiles are those of all values, not an average of percentiles", () => {
  const { latencyMs } = merge([[found(99, 1, [[1000, 99]]), found(1, 1, [[900_000, 1]])]]);
  expect(latencyMs.p50).toBeCloseTo(1, 2);
  expect(latencyMs.p99).toBeCloseTo(1, 2);
  expect(latencyMs.p999 / 900).toBeCloseTo(1, 2);
  expect(latencyMs.max / 900).toBeCloseTo(1, 2);
});

test("where nothing succeeded, everything is 0", () => {
  expect(latencyOf([])).toEqual({ p50: 0, p90: 0, p99: 0, p999: 0, max: 0 });
});

test("bars hold every success, in growing bounds, none of which is below what it holds", () => {
  const { distribution } = merge([
    [
      found(3, 1, [
        [900, 1],
        [1000, 1],
        [25_000, 1],
      ]),
    ],
  ]);
  expect(distribution.reduce((sum, { count }) => sum + count, 0)).toBe(3);
  const bounds = distribution.map(({ upToMs }) => upToMs);
  expect(bounds).toEqual(bounds.toSorted((left, right) => left - right));
  expect(bounds.at(-1)).toBeGreaterThanOrEqual(25);
  expect(bounds.at(-1)).toBeLessThan(32);
});

test("a second is what all generators found in it; one that nobody told of is empty", () => {
  const timeline = new Timeline();
  timeline.add({ failed: 1, latencies: [[1000, 2]] }, 0);
  timeline.add({ failed: 2, latencies: [[3000, 2]] }, 0);
  timeline.add({ failed: 0, latencies: [[5000, 1]] }, 2);
  expect(timeline.seconds().map(({ atS, ok, failed }) => [atS, ok, failed])).toEqual([
    [1, 4, 3],
    [2, 0, 0],
    [3, 1, 0],
  ]);
  expect(timeline.at(0).maxMs).toBeCloseTo(3, 1);
});
