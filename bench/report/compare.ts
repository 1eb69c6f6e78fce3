import type { Row, Run, Yardstick } from "../result.ts";
import { bytes } from "./figures.ts";
import { successOf } from "./words.ts";

/** Two figures that mean the same. */
export interface Change {
  older: number;
  now: number;
  /** Now to older; null where either is nothing. */
  ratio: number | null;
}

export interface RowChange {
  row: Row;
  requestsPerSecond: Change;
  /** ms. */
  p99: Change;
  /** 0 to 1. */
  success: Change;
}

export interface Comparison {
  /** What differs outside of the code that is measured, or is the code: one line each. */
  warnings: string[];
  rows: RowChange[];
  yardsticks: { yardstick: Yardstick; ratio: Change }[];
  onlyNow: Named[];
  onlyOlder: Named[];
}

/** Of a row or a yardstick. */
type Named = Row | Yardstick;

/** Sets a run beside an older one: what both have, and what only one has. Rows are the same by scenario, pace and generator. */
export function compareRuns(run: Run, older: Run): Comparison {
  const rows = pairs(run.rows, older.rows, rowKey);
  const yardsticks = pairs(run.yardsticks, older.yardsticks, ({ name, generator }) => `${name} ${generator}`);
  return {
    warnings: warningsOf(run, older),
    rows: rows.both.map(([now, then]) => rowChange(now, then)),
    yardsticks: yardsticks.both.map(([now, then]) => ({
      yardstick: now,
      ratio: change(then.ratio.median, now.ratio.median),
    })),
    onlyNow: [...rows.onlyNow, ...yardsticks.onlyNow],
    onlyOlder: [...rows.onlyOlder, ...yardsticks.onlyOlder],
  };
}

function rowKey({ scenario, pace, generator }: Row): string {
  return `${scenario} ${pace} ${generator}`;
}

function pairs<T>(now: readonly T[], older: readonly T[], keyOf: (one: T) => string) {
  const byKey = new Map(older.map(one => [keyOf(one), one]));
  const keys = new Set(now.map(keyOf));
  return {
    both: now.flatMap((one): [T, T][] => {
      const then = byKey.get(keyOf(one));
      return then ? [[one, then]] : [];
    }),
    onlyNow: now.filter(one => !byKey.has(keyOf(one))),
    onlyOlder: older.filter(one => !keys.has(keyOf(one))),
  };
}

function rowChange(row: Row, older: Row): RowChange {
  return {
    row,
    requestsPerSecond: change(older.requestsPerSecond, row.requestsPerSecond),
    p99: change(p99Of(older), p99Of(row)),
    success: change(successOf(older.counts), successOf(row.counts)),
  };
}

/** NaN where nothing succeeded: a latency of nothing would look like the best of all. */
function p99Of({ counts, latencyMs }: Row): number {
  return counts.ok > 0 ? latencyMs.p99 : Number.NaN;
}

export function change(older: number, now: number): Change {
  const ratio = now / older;
  return { older, now, ratio: Number.isFinite(ratio) && ratio > 0 ? ratio : null };
}

function warningsOf(run: Run, older: Run): string[] {
  const [before, after] = [factsOf(older), factsOf(run)];
  const differing = Object.keys({ ...after, ...before }).flatMap(what => {
    const [then = "none", now = "none"] = [before[what], after[what]];
    return then === now ? [] : [`${what}: ${then} then, ${now} now`];
  });
  return older.complete ? differing : [...differing, "The older run was stopped before its end"];
}

/** What must be the same for figures to be comparable, as a reader would say it. */
function factsOf({ machine, commit }: Run): Record<string, string> {
  return {
    machine: machine.name,
    cpu: machine.cpu,
    cores: String(machine.cores),
    memory: bytes(machine.memoryBytes),
    kernel: machine.kernel,
    commit,
    ...machine.versions,
  };
}
