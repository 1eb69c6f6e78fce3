import { type Answers, prepareAnswers } from "../http/answers.ts";
import { securityHeaders } from "../http/security.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import { type Edition, type PrintedVersion, representationsOf } from "./edition.ts";
import { version } from "./program.ts";

export interface Editions {
  /** What is served now; undefined until the first publication. */
  readonly current: Edition | undefined;
  /** What every response carries: the policy names what stands in the pages of the current edition. */
  readonly securityHeaders: [string, string][];
  /** What the current edition answers at a path; undefined where it holds nothing. */
  resourceAt(path: string): Resource | undefined;
  /** Makes an edition the current one, at once and whole: a request sees the old one or the new one. */
  swap(edition: Edition): void;
}

/** What is at one address. */
export interface Resource {
  answers: Answers;
  /** The address as a pattern, of which there are few: `/:language/resume.pdf`. */
  route: string;
  /** Of a page: the address that has the same in a media type, by that type. The page's own is the first. */
  alternatives?: ReadonlyMap<string, string>;
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
  return {
    get current() {
      return current;
    },
    get securityHeaders() {
      return headers;
    },
    resourceAt: path => resources.get(path),
    swap(edition) {
      current = edition;
      headers = securityHeaders({ https, ...sourcesOf(edition) });
      resources = resourcesOf(edition, headers);
      metrics.edition.reset();
      metrics.edition.set({ edition: edition.id, version }, 1);
    },
  };
}

function sourcesOf({ versions }: Edition): { styles: string[]; scripts: string[] } {
  const styles = versions.map(({ sources }) => sources.style);
  const scripts = versions.flatMap(({ sources }) => sources.script ?? []);
  return { styles: [...new Set(styles)], scripts: [...new Set(scripts)] };
}

function resourcesOf(edition: Edition, headers: [string, string][]): Map<string, Resource> {
  const resources = new Map<string, Resource>();
  for (const [path, representation] of representationsOf(edition))
    resources.set(path, { answers: prepareAnswers(representation, headers), route: path });
  for (const version of edition.versions) {
    for (const path of version.representations.keys()) {
      const resource = resources.get(path);
      if (resource) resource.route = routeOf(path, version);
    }
    const page = resources.get(`${version.prefix}/`);
    if (page) page.alternatives = new Map(version.alternatives);
  }
  return resources;
}

const patterns = { base: "", language: "/:language", variant: "/for/:variant" };

function routeOf(path: string, { kind, prefix }: PrintedVersion): string {
  if (path.startsWith("/assets/")) return "/assets/*";
  return `${patterns[kind]}${path.slice(prefix.length)}`;
}
