import type { Representation } from "../http/representation.ts";
import type { Version } from "../resume/versions.ts";

/**
 * One immutable set of every representation that the site serves, made from one résumé in all its versions. Content-addressed:
 * the same résumé and the same program give the same id on every instance.
 */
export interface Edition {
  /** 16 hexadecimal digits. */
  id: string;
  /** Whose résumé it is. */
  name: string;
  /** The base first. */
  versions: readonly PrintedVersion[];
  /** What belongs to none of the versions, such as robots.txt, by its path. */
  files: ReadonlyMap<string, Representation>;
  /** What a visitor sees instead, by the status. */
  errorPages: ReadonlyMap<number, Representation>;
}

/** Every representation of one version. */
export interface PrintedVersion {
  /** 16 hexadecimal digits: what is printed again from the same has the same. */
  id: string;
  kind: Version["kind"];
  prefix: Version["prefix"];
  /** By their paths; what is in several versions, such as a photo, is in each. */
  representations: ReadonlyMap<string, Representation>;
  /** Media types that its page's address can answer with, and the paths of their own that these have: the page first. */
  alternatives: readonly [mediaType: string, path: string][];
  /** CSP sources of what stands in its page: the stylesheet, and the script where it has one. */
  sources: { style: string; script?: string };
  /** What the owner should know of what was printed. */
  warnings: readonly string[];
  /** Whether each of the formats could be printed. */
  isComplete: boolean;
}

/** Everything that can be asked for, by its path. */
export function representationsOf({ versions, files }: Edition): Map<string, Representation> {
  return new Map([...versions.flatMap(({ representations }) => [...representations]), ...files]);
}
