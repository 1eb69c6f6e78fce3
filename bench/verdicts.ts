import type { Meanwhile } from "./publish-meanwhile.ts";
import type { Counts, Row, Verdict } from "./result.ts";
import type { Publications, Scenario } from "./scenario.ts";

const mebibyte = 1024 * 1024;

/** What was found of a row beside what its load found. */
export interface Circumstances {
  /** How much the memory of the instance grew whose grew most; NaN where no instance was seen. */
  growthBytes: number;
  /** Undefined where nothing was broken; null where it never was whole again. */
  wholeAfterMs: number | null | undefined;
  /** What those were answered who asked beside the users. */
  beside: Counts | undefined;
  /** What a turn without publications found, and the one with them after it; none where it is not about that. */
  pairs: readonly (readonly [Judged, Judged])[];
  published: readonly Meanwhile[];
}

type Judged = Pick<Row, "counts" | "latencyMs">;

/** Holds what was found against everything that a scenario demands. */
export function judgeRow(
  scenario: Pick<Scenario, "p99Ms" | "growthBytes" | "beside" | "publications">,
  row: Judged,
  { growthBytes, wholeAfterMs, beside, pairs, published }: Circumstances,
): Verdict[] {
  return [
    judgeSuccess(row.counts),
    ...(scenario.p99Ms === undefined ? [] : [judgeP99(row.latencyMs.p99, scenario.p99Ms)]),
    ...(scenario.growthBytes === undefined ? [] : [judgeGrowth(growthBytes, scenario.growthBytes)]),
    ...(wholeAfterMs === undefined ? [] : [judgeWhole(wholeAfterMs)]),
    ...(scenario.beside?.mustBeLimited && beside ? [judgeLimited(beside)] : []),
    ...(scenario.publications
      ? [
          judgeRatio(pairs, scenario.publications.p99Ratio),
          judgePublications(published),
          ...judgeSeen(published, scenario.publications),
        ]
      : []),
  ];
}

export function sumOf(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function judgeSuccess(counts: Counts): Verdict {
  const all = sumOf(counts);
  return {
    what: "success",
    target: "100 %",
    found: all === 0 ? "no request" : `${percent(counts.ok / all)} of ${all}`,
    ok: all > 0 && counts.ok === all,
  };
}

/** Never rounded up to 100. */
function percent(share: number): string {
  return `${share === 1 ? 100 : Math.floor(share * 10_000) / 100} %`;
}

function judgeP99(found: number, most: number): Verdict {
  // Where nothing succeeded there is no percentile, and the row has failed already.
  return { what: "p99", target: `≤ ${most} ms`, found: `${found.toFixed(1)} ms`, ok: found <= most };
}

/** Of the percentile with publications to that without them: the median of all pairs decides, as of the yardsticks' rounds. */
function judgeRatio(pairs: Circumstances["pairs"], most: number): Verdict {
  const isRight = pairs.every(([without]) => judgeSuccess(without.counts).ok);
  const ratios = pairs
    .map(([without, { latencyMs }]) => latencyMs.p99 / without.latencyMs.p99)
    .sort((one, other) => one - other);
  const middle = medianOf(ratios);
  const spread = `${ratios[0]?.toFixed(2)} to ${ratios.at(-1)?.toFixed(2)}`;
  const found = isRight ? `${middle.toFixed(2)} × (${spread})` : "not every request answered without them";
  return {
    what: "p99 beside that without publications",
    target: `≤ ${most} ×`,
    found,
    ok: isRight && middle <= most,
  };
}

/** @param sorted from the least on; NaN where there is none */
function medianOf(sorted: readonly number[]): number {
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? Number.NaN)) / 2;
}

function judgePublications(published: readonly Meanwhile[]): Verdict {
  const sent = published.reduce((sum, one) => sum + one.sent, 0);
  const acknowledged = published.reduce((sum, { tookMs }) => sum + tookMs.length, 0);
  const found = `${acknowledged} of ${sent}`;
  return { what: "publications", target: "all acknowledged", found, ok: sent > 0 && acknowledged === sent };
}

function judgeSeen(
  published: readonly Meanwhile[],
  { everywhereMs, edgeMs }: Pick<Publications, "everywhereMs" | "edgeMs">,
): Verdict[] {
  const seen = published.flatMap(one => one.seen);
  const judge = (what: string, times: number[], mostMs: number): Verdict => ({
    what,
    target: `≤ ${mostMs / 1000} s after it is acknowledged`,
    found: describeTimes(times),
    ok: times.length > 0 && Math.max(...times) <= mostMs,
  });
  return [
    judge(
      "on every instance",
      seen.map(one => one.everywhereMs),
      everywhereMs,
    ),
    judge(
      "in the edge's cache",
      seen.map(one => one.edgeMs),
      edgeMs,
    ),
  ];
}

/** "640 ms (median), 1020 ms at most". */
export function describeTimes(timesMs: readonly number[]): string {
  if (timesMs.length === 0) return "not measured";
  const sorted = timesMs.toSorted((one, other) => one - other);
  const text = (ms = Number.NaN) =>
    ms === Number.POSITIVE_INFINITY ? "longer than was waited" : `${Math.round(ms)} ms`;
  return `${text(medianOf(sorted))} (median), ${text(sorted.at(-1))} at most`;
}

function judgeGrowth(found: number, most: number): Verdict {
  const target = `≤ ${most / mebibyte} MB`;
  if (Number.isNaN(found)) return { what: "memory growth", target, found: "not measured", ok: false };
  return { what: "memory growth", target, found: `${(found / mebibyte).toFixed(1)} MB`, ok: found <= most };
}

function judgeWhole(foundMs: number | null): Verdict {
  const found = foundMs === null ? "never while it was measured" : `after ${(foundMs / 1000).toFixed(1)} s`;
  return { what: "whole again", target: "while it is measured", found, ok: foundMs !== null };
}

function judgeLimited(counts: Counts): Verdict {
  const share = counts.limited / Math.max(1, sumOf(counts));
  return { what: "429 for the abuser", target: "≥ 50 %", found: percent(share), ok: share >= 0.5 };
}
