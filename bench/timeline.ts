import type { Latencies, SecondFound } from "./load/job.ts";
import { latencyOf } from "./merge.ts";
import type { Second } from "./result.ts";

/** What was found in each second, by all generators together. */
export class Timeline {
  readonly #seconds: { failed: number; latencies: Latencies }[] = [];

  /** @param index which second it was, from 0 */
  add({ failed, latencies }: SecondFound, index: number): void {
    const second = this.#seconds[index] ?? { failed: 0, latencies: [] };
    second.failed += failed;
    second.latencies.push(...latencies);
    this.#seconds[index] = second;
  }

  /** A second, summed up; one that nobody told of is empty. */
  at(index: number): Second {
    const { failed, latencies } = this.#seconds[index] ?? { failed: 0, latencies: [] };
    const { p50, p99, max } = latencyOf(latencies);
    const ok = latencies.reduce((sum, [, count]) => sum + count, 0);
    return { atS: index + 1, ok, failed, p50Ms: p50, p99Ms: p99, maxMs: max };
  }

  seconds(): Second[] {
    return Array.from(this.#seconds, (_, index) => this.at(index));
  }
}
