import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Figure } from "../result.ts";
import { lastLines, launch, signalGroup } from "../stack/launch.ts";

export interface TurnOptions {
  /** Where wrk's program lies. */
  program: string;
  url: string;
  connections: number;
  durationS: number;
  /** Of each answer, headers and all. */
  expectedBytes: number;
  /** A file that takes what wrk says; a turn adds to it. */
  log: string;
  signal: AbortSignal;
}

/** What wrk.lua prints. Times in µs. */
interface Summary {
  requests: number;
  bytes: number;
  durationUs: number;
  p50Us: number;
  p99Us: number;
  maxUs: number;
  statusErrors: number;
  socketErrors: number;
}

/**
 * As many addresses as the largest crowd has people. At 100,000 requests/s each asks a hundred times in ten seconds: a thirtieth of
 * what the edge allows.
 */
const visitors = 10_000;

/** An answer may differ by its Age, and by whether it was cached: more than so much is another answer. */
const toleratedShare = 0.002;

/**
 * One turn of wrk against a server: every connection asks for the page, in gzip, as soon as it is answered.
 *
 * @throws {Error} when wrk does not run to its end, or the signal aborts
 */
export async function turn({
  program,
  url,
  connections,
  log,
  signal,
  ...options
}: TurnOptions): Promise<Figure> {
  signal.throwIfAborted();
  const child = launch({
    command: [program, ...flags(connections, options.durationS), url, "--", "/", "gzip", String(visitors)],
    env: {},
    cwd: import.meta.dir,
    log,
  });
  const end = () => signalGroup(child.pid, "SIGKILL");
  signal.addEventListener("abort", end);
  const code = await child.exited.finally(() => signal.removeEventListener("abort", end));
  signal.throwIfAborted();
  if (code !== 0) throw new Error(`Cannot measure ${url}: wrk ended with ${code}\n${lastLines(log)}`);
  return figure(readSummary(log), options.expectedBytes);
}

function flags(connections: number, durationS: number): string[] {
  const threads = Math.min(availableParallelism(), connections);
  const script = join(import.meta.dir, "wrk.lua");
  return [`-t${threads}`, `-c${connections}`, `-d${durationS}s`, "--timeout", "10s", "-s", script];
}

function readSummary(log: string): Summary {
  const last = readFileSync(log, "utf8").trimEnd().split("\n").at(-1) ?? "";
  // wrk.lua writes exactly this.
  return JSON.parse(last) as Summary;
}

/** wrk reads statuses but no bodies: a wrong body shows in the bytes that all answers took together. */
function figure(summary: Summary, expectedBytes: number): Figure {
  const { requests, bytes, durationUs, statusErrors, socketErrors } = summary;
  const difference = Math.abs(bytes / requests / expectedBytes - 1);
  const isWrong = !(difference <= toleratedShare);
  return {
    requestsPerSecond: (requests * 1e6) / durationUs,
    p50Ms: summary.p50Us / 1000,
    p99Ms: summary.p99Us / 1000,
    maxMs: summary.maxUs / 1000,
    failed: socketErrors + (isWrong ? Math.max(requests, 1) : statusErrors),
  };
}
