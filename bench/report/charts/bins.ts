import type { ProcessSample, Second } from "../../result.ts";

/** A stretch of a row's time: one second, or several of a long row taken together. */
export interface Bin {
  atS: number;
  /** Per second. */
  ok: number;
  /** All of them. */
  failed: number;
  /** NaN where nobody was answered well. */
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
}

/** Stretches of a chart: as many as it has room for. */
const most = 80;

/** How many seconds one stretch holds. */
export function stepOf(lastS: number): number {
  return Math.max(1, Math.ceil((lastS + 1) / most));
}

/** Takes seconds together so that a long row fits into a chart. The worst stays: p99 is the highest of the stretch, failures are added up. */
export function binSeconds(timeline: readonly Second[], stepS: number): Bin[] {
  return groupByTime(timeline, stepS).map(([atS, seconds]) => {
    const answered = seconds.filter(({ ok }) => ok > 0);
    return {
      atS,
      ok: sum(seconds.map(({ ok }) => ok)) / seconds.length,
      failed: sum(seconds.map(({ failed }) => failed)),
      p50Ms: median(answered.map(({ p50Ms }) => p50Ms)),
      p99Ms: highest(answered.map(({ p99Ms }) => p99Ms)),
      maxMs: highest(answered.map(({ maxMs }) => maxMs)),
    };
  });
}

/** One process, at each stretch of time at which it lived. */
export interface Series {
  name: string;
  points: { atS: number; memoryBytes: number; cpu: number }[];
}

/** Of each process the most memory and the mean CPU of each stretch; NaN where it was not there, as after kill -9. */
export function binProcesses(samples: readonly ProcessSample[], stepS: number): Series[] {
  const times = groupByTime(samples, stepS).map(([atS]) => atS);
  return [...Map.groupBy(samples, ({ name }) => name)].map(([name, own]) => {
    const groups = new Map(groupByTime(own, stepS));
    return { name, points: times.map(atS => ({ atS, ...usageOf(groups.get(atS) ?? []) })) };
  });
}

function usageOf(samples: readonly ProcessSample[]) {
  return {
    memoryBytes: highest(samples.map(({ memoryBytes }) => memoryBytes)),
    cpu: sum(samples.map(({ cpu }) => cpu)) / samples.length,
  };
}

function groupByTime<T extends { atS: number }>(all: readonly T[], stepS: number): [number, T[]][] {
  const groups = Map.groupBy(all, ({ atS }) => Math.floor(atS / stepS) * stepS);
  return [...groups].sort(([a], [b]) => a - b);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function highest(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : Math.max(...values);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
