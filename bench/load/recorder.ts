import { Int32Histogram } from "hdr-histogram-js";
import { type Counts, type Outcome, outcomes } from "../result.ts";
import type { Found, Latencies, SecondFound } from "./job.ts";

/** Counts what becomes of each request, and how long the successes took. */
export class Recorder {
  readonly #counts = noCounts();
  readonly #latencies = histogram();
  readonly #second = histogram();
  #secondFailed = 0;
  #bytes = 0;
  #askedAgain = 0;
  #start = performance.now();

  /** Forgets all that was recorded: from now on it counts. */
  reset(): void {
    Object.assign(this.#counts, noCounts());
    this.#latencies.reset();
    this.#second.reset();
    this.#secondFailed = this.#bytes = this.#askedAgain = 0;
    this.#start = performance.now();
  }

  /** @param latencyMs how long the user waited; of failures it is not kept */
  record(outcome: Outcome, latencyMs: number, bytes: number): void {
    this.#counts[outcome]++;
    this.#bytes += bytes;
    if (outcome !== "ok") {
      this.#secondFailed++;
      return;
    }
    const microseconds = Math.min(Math.max(1, Math.round(latencyMs * 1000)), longestMicroseconds);
    this.#latencies.recordValue(microseconds);
    this.#second.recordValue(microseconds);
  }

  recordAskedAgain(): void {
    this.#askedAgain++;
  }

  /** What was recorded since the last call. */
  takeSecond(): SecondFound {
    const second = { failed: this.#secondFailed, latencies: valuesOf(this.#second) };
    this.#second.reset();
    this.#secondFailed = 0;
    return second;
  }

  found(): Found {
    return {
      durationS: (performance.now() - this.#start) / 1000,
      counts: { ...this.#counts },
      bytes: this.#bytes,
      askedAgain: this.#askedAgain,
      latencies: valuesOf(this.#latencies),
    };
  }
}

export function noCounts(): Counts {
  // Every outcome is a key: `outcomes` holds them all.
  return Object.fromEntries(outcomes.map(outcome => [outcome, 0])) as Counts;
}

/** Latencies in µs, from one to two minutes, to three digits. */
export function histogram(values: Latencies = []): Int32Histogram {
  const latencies = new Int32Histogram(1, longestMicroseconds, 3);
  for (const [value, count] of values) latencies.recordValueWithCount(value, count);
  return latencies;
}

const longestMicroseconds = 120_000_000;

function valuesOf(latencies: Int32Histogram): Latencies {
  const values: Latencies = [];
  for (let index = 0; index < latencies.countsArrayLength; index++) {
    const count = latencies.getCountAtIndex(index);
    if (count > 0) values.push([latencies.valueFromIndex(index), count]);
  }
  return values;
}
