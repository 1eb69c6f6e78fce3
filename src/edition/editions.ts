import { type Answers, prepareAnswers } from "../http/answers.ts";
import { securityHeaders } from "../http/security.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import type { Edition } from "./edition.ts";
import { version } from "./program.ts";

export interface Editions {
  /** What is served now; undefined until the first publication. */
  readonly current: Edition | undefined;
  /** What every response carries: the policy names the stylesheet of the current edition. */
  readonly securityHeaders: [string, string][];
  /** What the current edition answers at a path; undefined where it holds nothing. */
  answersAt(path: string): Answers | undefined;
  /** Makes an edition the current one, at once and whole: a request sees the old one or the new one. */
  swap(edition: Edition): void;
}

/**
 * Holds the current edition of one instance.
 *
 * @param https whether visitors reach the site by https
 */
export function createEditions(metrics: Pick<Metrics, "edition">, { https }: { https: boolean }): Editions {
  let current: Edition | undefined;
  let headers = securityHeaders({ https });
  let answers = new Map<string, Answers>();
  return {
    get current() {
      return current;
    },
    get securityHeaders() {
      return headers;
    },
    answersAt: path => answers.get(path),
    swap(edition) {
      current = edition;
      headers = securityHeaders({ https, styleHash: edition.styleHash });
      answers = new Map(
        Array.from(edition.representations, ([path, one]) => [path, prepareAnswers(one, headers)]),
      );
      metrics.edition.reset();
      metrics.edition.set({ edition: edition.id, version }, 1);
    },
  };
}
