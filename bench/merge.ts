import type { Found, Latencies } from "./load/job.ts";
import { histogram, noCounts } from "./load/recorder.ts";
import { type Counts, type Latency, outcomes, type Row } from "./result.ts";

type Merged = Pick<
  Row,
  | "counts"
  | "requestsPerSecond"
  | "bytesPerSecond"
  | "latencyMs"
  | "distribution"
  | "askedAgain"
  | "durationS"
>;

/**
 * What several generators found, as if it had been one.
 *
 * @param runs one after the other; what one of them holds ran at the same time
 */
export function merge(runs: readonly Found[][]): Merged {
  const found = runs.flat();
  const durationS = runs.reduce((sum, run) => sum + Math.max(...run.map(part => part.durationS)), 0);
  const answered = total(found, part => answeredOf(part));
  const latencies = found.flatMap(part => part.latencies);
  return {
    durationS,
    counts: sumCounts(found),
    requestsPerSecond: answered / durationS,
    bytesPerSecond: total(found, ({ bytes }) => bytes) / durationS,
    latencyMs: latencyOf(latencies),
    distribution: distributionOf(latencies),
    askedAgain: total(found, ({ askedAgain }) => askedAgain),
  };
}

export function sumCounts(found: readonly Found[]): Counts {
  const counts = noCounts();
  for (const outcome of outcomes) counts[outcome] = total(found, part => part.counts[outcome]);
  return counts;
}

function answeredOf({ counts }: Found): number {
  return counts.ok + counts.wrong + counts.limited + counts.unavailable + counts.status;
}

function total(found: readonly Found[], read: (part: Found) => number): number {
  return found.reduce((sum, part) => sum + read(part), 0);
}

/** Percentiles in ms; all 0 where nothing succeeded. */
export function latencyOf(latencies: Latencies): Latency {
  const all = histogram(latencies);
  const at = (percentile: number) => (all.totalCount > 0 ? all.getValueAtPercentile(percentile) / 1000 : 0);
  return { p50: at(50), p90: at(90), p99: at(99), p999: at(99.9), max: at(100) };
}

/** So many bars to a decade: 1 to 10 ms are as wide as 10 to 100 ms. */
const barsPerDecade = 10;

function distributionOf(latencies: Latencies): Row["distribution"] {
  const bars = new Map<number, number>();
  for (const [microseconds, count] of latencies) {
    const bar = Math.ceil(Math.log10(microseconds / 1000) * barsPerDecade);
    bars.set(bar, (bars.get(bar) ?? 0) + count);
  }
  return [...bars]
    .sort(([left], [right]) => left - right)
    .map(([bar, count]) => ({ upToMs: 10 ** (bar / barsPerDecade), count }));
}
