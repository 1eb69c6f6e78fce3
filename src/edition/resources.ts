import { type Answers, prepareAnswers } from "../http/answers.ts";
import { type Edition, type PrintedVersion, representationsOf } from "./edition.ts";

/** What is at one address. */
export interface Resource {
  answers: Answers;
  /** The address as a pattern, of which there are few: `/:language/resume.pdf`. */
  route: string;
  /** Of a page: the address that has the same in a media type, by that type. The page's own is the first. */
  alternatives?: ReadonlyMap<string, string>;
}

/** Where resources are looked up by their paths. */
export type Resources = Pick<ReadonlyMap<string, Resource>, "get">;

/**
 * Everything that an edition answers, by its path.
 *
 * @param headers what every response carries
 */
export function resourcesOf(edition: Edition, headers: [string, string][]): Map<string, Resource> {
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

/** What the policy of an edition's pages allows: what stands in them. */
export function sourcesOf({ versions }: Edition): { styles: string[]; scripts: string[] } {
  const styles = versions.map(({ sources }) => sources.style);
  const scripts = versions.flatMap(({ sources }) => sources.script ?? []);
  return { styles: [...new Set(styles)], scripts: [...new Set(scripts)] };
}

/** How many bytes the bodies of a version have, in all encodings. */
export function sizeOf({ representations }: PrintedVersion): number {
  const bodies = [...representations.values()].flatMap(({ encoded }) => Object.values(encoded));
  return bodies.reduce((sum, { body }) => sum + body.byteLength, 0);
}

const patterns = { base: "", language: "/:language", variant: "/for/:variant" };

function routeOf(path: string, { kind, prefix }: PrintedVersion): string {
  if (path.startsWith("/assets/")) return "/assets/*";
  return `${patterns[kind]}${path.slice(prefix.length)}`;
}
