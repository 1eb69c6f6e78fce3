/** What a run of the bench finds: what `--json` writes, the report shows and `--compare` reads. Times are in ms unless named otherwise. */

/** What can become of a request. Only the first is a success: 200, or a 304 that was asked for, with the right bytes and ETag. */
export const outcomes = [
  "ok",
  /** The right status with a wrong length, ETag or body. */
  "wrong",
  /** 429: limited. */
  "limited",
  /** 503: no capacity. */
  "unavailable",
  /** Any other status that was not asked for. */
  "status",
  /** No connection. */
  "connect",
  /** The connection ended before the whole answer was there. */
  "reset",
  /** No answer in time. */
  "timeout",
] as const;

export type Outcome = (typeof outcomes)[number];

export type Counts = Record<Outcome, number>;

export interface Run {
  /** Of this file's layout. */
  version: 1;
  /** ISO 8601, UTC. */
  startedAt: string;
  durationS: number;
  /** What was typed, such as "bun run bench -- --faults". */
  command: string;
  /** The site that was measured, where it was not a stack of the bench's own. */
  url?: string;
  /** Whether everything that was asked for was measured: false after Ctrl-C. */
  complete: boolean;
  /** Shortened, with "+" behind it where files differ from it. */
  commit: string;
  machine: Machine;
  /** How often each row was run; the rows hold all runs together. */
  repeats: number;
  rows: Row[];
  yardsticks: Yardstick[];
}

export interface Machine {
  /** As it names itself, such as "vm-4". */
  name: string;
  cpu: string;
  cores: number;
  memoryBytes: number;
  kernel: string;
  /** Most open files of one process: `ulimit -n`. */
  descriptors: number;
  /** Versions by program: bun, haproxy, redis-server, nginx, wrk, autocannon. */
  versions: Record<string, string>;
}

/** One scenario under one load. */
export interface Row {
  /** What `--scenario` takes, such as "home-10000". */
  scenario: string;
  /** For a reader, such as "Home page". */
  title: string;
  group: "users" | "special" | "faults";
  /** "flat out" is a closed loop: each user asks again as soon as answered. "paced" is an open one: as people do. */
  pace: "flat out" | "paced";
  users: number;
  /** Paced: how long after a request the same user makes the next one. */
  everyS?: number;
  generator: string;
  durationS: number;
  counts: Counts;
  /** Answered, whatever the answer. */
  requestsPerSecond: number;
  bytesPerSecond: number;
  /** Successes only. Paced: counted from when the request was due. */
  latencyMs: Latency;
  /** How many successes took up to so many ms; the bounds grow. For the chart. */
  distribution: { upToMs: number; count: number }[];
  timeline: Second[];
  /** Each second, each process: the edge with its workers, the instances, Redis, the generator. */
  processes: ProcessSample[];
  /** What was done to the stack meanwhile, and when. */
  marks: { atS: number; text: string }[];
  /**
   * What the same generator reached in this run against an answer of the same size from a server with nothing to do.
   * Null where it was not measured.
   */
  ceiling: { requestsPerSecond: number; p99Ms: number } | null;
  /** Who could not do more, or whether nobody was at the limit (a paced row that kept its pace). */
  limit: "stack" | "generator" | "none";
  /** Faults: how long until every instance was in rotation again. */
  wholeAfterMs?: number;
  /** Of a 304 asked on a kept connection that the server had closed meanwhile, asked again on a new one, as browsers do. */
  askedAgain: number;
  /** Everything that had to hold, and whether it did. */
  verdicts: Verdict[];
  /** One line that a reader needs to understand the row, such as what the flood was answered. */
  note?: string;
}

export interface Latency {
  p50: number;
  p90: number;
  p99: number;
  p999: number;
  max: number;
}

export interface Second {
  /** Since the row began. */
  atS: number;
  ok: number;
  failed: number;
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
}

export interface ProcessSample {
  atS: number;
  name: string;
  /** Resident. */
  memoryBytes: number;
  /** Of one core: 1 is one core busy. */
  cpu: number;
}

/** A requirement and what was found: `what` "p99", `target` "≤ 200 ms", `found` "31 ms". */
export interface Verdict {
  what: string;
  target: string;
  found: string;
  ok: boolean;
}

/** Two ways to serve the same bytes, measured in turns by the same generator. */
export interface Yardstick {
  /** What `--scenario` takes, such as "home-against-nginx-bare". */
  name: string;
  /** For a reader, such as "Home page, 64 connections, against bare nginx". */
  title: string;
  ours: string;
  theirs: string;
  connections: number;
  generator: string;
  /** Each turn in the order in which it was taken. */
  rounds: { ours: Figure; theirs: Figure }[];
  /** Median of the rounds' ratios of requests/s, ours to theirs, with the lowest and the highest. */
  ratio: { median: number; lowest: number; highest: number };
  verdicts: Verdict[];
  note?: string;
}

export interface Figure {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
  /** Requests without the right answer. */
  failed: number;
}

/** Whether everything held. */
export function passed(run: Pick<Run, "complete" | "rows" | "yardsticks">): boolean {
  return (
    run.complete && [...run.rows, ...run.yardsticks].every(({ verdicts }) => verdicts.every(({ ok }) => ok))
  );
}
