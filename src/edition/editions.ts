import type { Metrics } from "../telemetry/metrics.ts";
import type { Edition } from "./edition.ts";
import { version } from "./program.ts";

export interface Editions {
  /** What is served now; undefined until the first publication. */
  readonly current: Edition | undefined;
  /** Makes an edition the current one, at once and whole: a request sees the old one or the new one. */
  swap(edition: Edition): void;
}

/** Holds the current edition of one instance. */
export function createEditions(metrics: Pick<Metrics, "edition">): Editions {
  let current: Edition | undefined;
  return {
    get current() {
      return current;
    },
    swap(edition) {
      current = edition;
      metrics.edition.reset();
      metrics.edition.set({ edition: edition.id, version }, 1);
    },
  };
}
