import type { Counts, Row, Verdict } from "./result.ts";
import type { Scenario } from "./scenario.ts";

const mebibyte = 1024 * 1024;

/** What was found of a row beside what its load found. */
export interface Circumstances {
  /** How much the memory of the instance grew whose grew most; NaN where no instance was seen. */
  growthBytes: number;
  /** Undefined where nothing was broken; null where it never was whole again. */
  wholeAfterMs: number | null | undefined;
  /** What those were answered who asked beside the users. */
  beside: Counts | undefined;
}

/** Holds what was found against everything that a scenario demands. */
export function judgeRow(
  scenario: Pick<Scenario, "p99Ms" | "growthBytes" | "beside">,
  row: Pick<Row, "counts" | "latencyMs">,
  { growthBytes, wholeAfterMs, beside }: Circumstances,
): Verdict[] {
  return [
    judgeSuccess(row.counts),
    ...(scenario.p99Ms === undefined ? [] : [judgeP99(row.latencyMs.p99, scenario.p99Ms)]),
    ...(scenario.growthBytes === undefined ? [] : [judgeGrowth(growthBytes, scenario.growthBytes)]),
    ...(wholeAfterMs === undefined ? [] : [judgeWhole(wholeAfterMs)]),
    ...(scenario.beside?.mustBeLimited && beside ? [judgeLimited(beside)] : []),
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
