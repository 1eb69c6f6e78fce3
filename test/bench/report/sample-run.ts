/** A run as the bench would find it: every kind of row, its series made by a formula, the same each time. */
import type { Counts, Figure, ProcessSample, Row, Run, Second, Yardstick } from "../../../bench/result.ts";

export function sampleRun(changes: Partial<Run> = {}): Run {
  return {
    version: 1,
    startedAt: "2026-11-23T16:34:48.000Z",
    durationS: 1512.4,
    command: "bun run bench -- --faults",
    complete: true,
    commit: "2f4d41f+",
    machine: {
      name: "vm-4",
      cpu: "AMD EPYC 7B13",
      cores: 2,
      memoryBytes: 8_232_000_000,
      kernel: "Linux 6.1.0-28-cloud-amd64",
      descriptors: 20_000,
      versions: {
        bun: "1.4.5",
        haproxy: "2.6.12",
        "redis-server": "7.0.15",
        nginx: "1.22.1",
        autocannon: "9.0.0",
      },
    },
    repeats: 3,
    rows: sampleRows(),
    yardsticks: [
      sampleYardstick({
        name: "home-against-nginx-same-job",
        title: "Home page, 64 connections, against nginx doing the same job",
        ratio: { median: 1.04, lowest: 0.97, highest: 1.11 },
        verdicts: [{ what: "ratio", target: "≥ 1.00 ×", found: "1.04 ×", ok: true }],
      }),
      sampleYardstick({
        name: "home-against-nginx-bare",
        title: "Home page, 64 connections, against bare nginx",
        ratio: { median: 0.81, lowest: 0.78, highest: 0.9 },
        verdicts: [{ what: "ratio", target: "≥ 0.85 ×", found: "0.81 ×", ok: false }],
      }),
      sampleYardstick({
        name: "instance-against-bun",
        title: "One instance, against a bare Bun.serve of the same bytes",
        ratio: { median: 0.78, lowest: 0.76, highest: 0.79 },
        verdicts: [{ what: "ratio", target: "≥ 0.70 ×", found: "0.78 ×", ok: true }],
      }),
    ],
    ...changes,
  };
}

const counts: Counts = {
  ok: 400_000,
  wrong: 0,
  limited: 0,
  unavailable: 0,
  status: 0,
  connect: 0,
  reset: 0,
  timeout: 0,
};

/** Of failures; `ok` where it is not 400,000. */
export function sampleCounts(changes: Partial<Counts> = {}): Counts {
  return { ...counts, ...changes };
}

export interface SampleRow extends Partial<Row> {
  /** Of its seconds. @default 1,200 */
  perSecond?: number;
  /** About which latencies lie. @default 4 */
  middleMs?: number;
}

/** A healthy row of 10 seconds, unless told otherwise. */
export function sampleRow({ perSecond = 1200, middleMs = 4, ...changes }: SampleRow = {}): Row {
  const durationS = changes.durationS ?? 10;
  return {
    scenario: "home-1000",
    title: "Home page",
    group: "users",
    pace: "paced",
    users: 1000,
    everyS: 5,
    generator: "autocannon",
    durationS,
    counts: sampleCounts({ ok: perSecond * durationS }),
    requestsPerSecond: perSecond,
    bytesPerSecond: perSecond * 7134,
    latencyMs: {
      p50: middleMs,
      p90: middleMs * 1.9,
      p99: middleMs * 4.1,
      p999: middleMs * 9,
      max: middleMs * 21.3,
    },
    distribution: bell(middleMs, perSecond * durationS),
    timeline: seconds(durationS, at => second(at, perSecond, middleMs)),
    processes: seconds(durationS, memoryAt).flat(),
    marks: [],
    ceiling: { requestsPerSecond: 9120, p99Ms: 2.4 },
    limit: "none",
    askedAgain: 0,
    verdicts: [
      { what: "success", target: "100 %", found: "100 %", ok: true },
      { what: "p99", target: "≤ 200 ms", found: `${(middleMs * 4.1).toFixed(0)} ms`, ok: true },
    ],
    ...changes,
  };
}

function sampleRows(): Row[] {
  const flat = { pace: "flat out", limit: "generator", durationS: 15 } as const;
  return [
    flatRow({ ...flat, scenario: "health-100", title: "/health", users: 100, perSecond: 8900, middleMs: 9 }),
    flatRow({ ...flat, scenario: "home-200", title: "Home page", users: 200, perSecond: 8420, middleMs: 21 }),
    flatRow({ ...flat, scenario: "health-500", title: "/health", users: 500, perSecond: 8610, middleMs: 55 }),
    flatRow({
      ...flat,
      scenario: "mixed-1000",
      title: "Mixed load",
      limit: "stack",
      perSecond: 6120,
      middleMs: 130,
    }),
    sampleRow({ durationS: 15 }),
    sampleRow({ scenario: "home-10000", users: 10_000, durationS: 30, perSecond: 1990, middleMs: 12 }),
    failingRow(),
    soakRow(),
    floodRow(),
    killRow(),
    hangRow(),
  ];
}

function flatRow(changes: SampleRow): Row {
  const { everyS: _, ...row } = sampleRow(changes);
  return { ...row, verdicts: row.verdicts.slice(0, 1) };
}

/** Ten thousand at once, which some of them notice. */
function failingRow(): Row {
  return sampleRow({
    scenario: "spike-10000",
    title: "Spike, 0 to 10,000 users in 5 s",
    users: 10_000,
    group: "special",
    durationS: 20,
    counts: sampleCounts({ ok: 38_900, unavailable: 412, timeout: 37, reset: 3 }),
    middleMs: 60,
    limit: "stack",
    timeline: seconds(20, at => ({
      ...second(at, Math.min(2000, at * 420), at > 4 && at < 9 ? 400 : 30),
      failed: at > 4 && at < 9 ? 113 : 0,
    })),
    verdicts: [
      { what: "success", target: "100 %", found: "98.85 %", ok: false },
      { what: "p99", target: "≤ 200 ms", found: "1,640 ms", ok: false },
    ],
    note: "The queue of the edge was full for four seconds; users who were refused asked again after Retry-After.",
  });
}

function soakRow(): Row {
  return flatRow({
    scenario: "soak",
    title: "Soak, 200,000 requests",
    users: 64,
    pace: "flat out",
    group: "special",
    durationS: 240,
    perSecond: 8300,
    middleMs: 6,
    limit: "generator",
  });
}

function floodRow(): Row {
  return flatRow({
    scenario: "abuser",
    title: "One abuser beside honest users",
    pace: "flat out",
    group: "special",
    users: 50,
    perSecond: 410,
    middleMs: 0.8,
    ceiling: null,
    note: "The abuser was answered 429 in 99.2 % of 61,000 requests.",
  });
}

function killRow(): Row {
  return sampleRow({
    scenario: "kill",
    title: "kill -9 an instance",
    group: "faults",
    users: 500,
    durationS: 25,
    wholeAfterMs: 1240,
    askedAgain: 2,
    latencyMs: { p50: 4, p90: 8, p99: 21, p999: 310, max: 1003 },
    marks: [
      { atS: 5, text: "kill -9 instance 2" },
      { atS: 5.4, text: "the edge marks instance 2 down" },
      { atS: 6.24, text: "instance 2 is in rotation again" },
    ],
    processes: seconds(25, memoryAt)
      .flat()
      .filter(({ name, atS }) => name !== "instance 2" || atS < 5 || atS > 6),
    verdicts: [
      { what: "failed requests", target: "0", found: "0", ok: true },
      { what: "whole again", target: "≤ 5 s", found: "1.24 s", ok: true },
    ],
  });
}

/** Nobody is answered for four seconds: a gap in the latencies. */
function hangRow(): Row {
  return sampleRow({
    scenario: "hang",
    title: "Hang all instances",
    group: "faults",
    users: 500,
    durationS: 25,
    wholeAfterMs: 5120,
    counts: sampleCounts({
      ok: 25_000,
      timeout: 480,
      connect: 12,
      wrong: 1,
      limited: 2,
      status: 4,
      reset: 6,
    }),
    latencyMs: { p50: 4, p90: 9, p99: 950, p999: 3900, max: 4210 },
    marks: [
      { atS: 8, text: "SIGSTOP to all instances" },
      { atS: 12, text: "SIGCONT" },
    ],
    timeline: seconds(25, at =>
      at >= 8 && at < 12
        ? { atS: at, ok: 0, failed: 120, p50Ms: 0, p99Ms: 0, maxMs: 0 }
        : second(at, 1200, at === 12 ? 2000 : 4),
    ),
    verdicts: [
      { what: "failed requests", target: "0", found: "505", ok: false },
      { what: "whole again", target: "≤ 5 s", found: "5.12 s", ok: false },
    ],
  });
}

export function sampleYardstick(changes: Partial<Yardstick> = {}): Yardstick {
  const { median, lowest, highest } = changes.ratio ?? { median: 1.04, lowest: 0.97, highest: 1.11 };
  const between = (median + highest) / 2;
  return {
    name: "home-against-nginx-bare",
    title: "Home page, 64 connections, against bare nginx",
    ours: "the edge",
    theirs: "nginx",
    connections: 64,
    generator: "wrk",
    rounds: [median, lowest, highest, between, median].map((ratio, round) => ({
      ours: figure(88_000 * ratio + round * 120),
      theirs: figure(88_000 + round * 120),
    })),
    ratio: { median, lowest, highest },
    verdicts: [],
    ...changes,
  };
}

function figure(requestsPerSecond: number): Figure {
  const p50Ms = 64_000 / requestsPerSecond;
  return { requestsPerSecond, p50Ms, p99Ms: p50Ms * 3.1, maxMs: p50Ms * 22, failed: 0 };
}

/** One for each second of a row. */
function seconds<T>(durationS: number, at: (second: number) => T): T[] {
  return Array.from({ length: Math.ceil(durationS) }, (_, second) => at(second));
}

/** Between -1 and 1, the same for the same second. */
function noise(at: number): number {
  return Math.sin(at * 12.9898) * Math.cos(at * 4.1414);
}

function second(atS: number, perSecond: number, middleMs: number): Second {
  const slow = 1 + 0.3 * Math.abs(noise(atS));
  return {
    atS,
    ok: Math.round(perSecond * (1 + 0.04 * noise(atS + 1))),
    failed: 0,
    p50Ms: middleMs * slow,
    p99Ms: middleMs * 4 * slow,
    maxMs: middleMs * (9 + 8 * Math.abs(noise(atS + 2))) * slow,
  };
}

function memoryAt(atS: number): ProcessSample[] {
  const instances = [1, 2, 3, 4].map(number => ({
    atS,
    name: `instance ${number}`,
    memoryBytes: 58e6 + number * 2.2e6 + Math.min(atS, 20) * 4e5 + noise(atS + number) * 6e5,
    cpu: 0.12 + 0.05 * noise(atS + number),
  }));
  return [
    { atS, name: "edge", memoryBytes: 92e6 + noise(atS) * 1e6, cpu: 0.61 + 0.1 * noise(atS) },
    ...instances,
    { atS, name: "redis", memoryBytes: 9.4e6, cpu: 0.004 },
    { atS, name: "generator", memoryBytes: 140e6 + noise(atS) * 4e6, cpu: 0.93 + 0.05 * noise(atS) },
  ];
}

/** Buckets of 4 % each, most about the middle, with a thin tail. */
function bell(middleMs: number, total: number): Row["distribution"] {
  const buckets = Array.from({ length: 140 }, (_, index) => {
    const distance = (index - 50) / 14;
    const weight = Math.exp(-(distance ** 2) / (distance > 0 ? 3 : 1));
    return { upToMs: middleMs * 1.04 ** (index - 50), count: Math.round((weight * total) / 38) };
  });
  return buckets.filter(({ count }) => count > 0);
}
