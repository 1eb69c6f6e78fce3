import { securityHeaders } from "../http/security.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import type { Edition } from "./edition.ts";
import { createPinned } from "./pinned.ts";
import { version } from "./program.ts";
import { type Resource, type Resources, resourcesOf, sourcesOf } from "./resources.ts";

export interface Editions {
  /** What is served now; undefined until the first publication. */
  readonly current: Edition | undefined;
  /** What every response carries: the policy names what stands in the pages of the current edition. */
  readonly securityHeaders: [string, string][];
  /** What the current edition answers at a path; undefined where it holds nothing. */
  resourceAt(path: string): Resource | undefined;
  /** What a version answers, by plain paths, that is in the current edition or was in one of the last few. */
  pinned(versionId: string): Resources | undefined;
  /** A fingerprinted file of any of those versions. */
  assetAt(path: string): Resource | undefined;
  /**
   * Makes an edition the current one, at once and whole: a request sees the old one or the new one.
   *
   * @param options.takesBack whether the one before is shown nowhere any more
   */
  swap(edition: Edition, options?: { takesBack: boolean }): void;
}

/**
 * Holds the current edition of one instance.
 *
 * @param https whether visitors reach the site by https
 */
export function createEditions(metrics: Pick<Metrics, "edition">, { https }: { https: boolean }): Editions {
  let current: Edition | undefined;
  let headers = securityHeaders({ https });
  let resources = new Map<string, Resource>();
  const pinned = createPinned();
  return {
    get current() {
      return current;
    },
    get securityHeaders() {
      return headers;
    },
    resourceAt: path => resources.get(path),
    pinned: pinned.get,
    assetAt: pinned.assetAt,
    swap(edition, { takesBack } = { takesBack: false }) {
      current = edition;
      headers = securityHeaders({ https, ...sourcesOf(edition) });
      resources = resourcesOf(edition, headers);
      if (takesBack) pinned.clear();
      pinned.add(edition, resources);
      metrics.edition.reset();
      metrics.edition.set({ edition: edition.id, version }, 1);
    },
  };
}
