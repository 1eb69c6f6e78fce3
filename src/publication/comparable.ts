/** A document as values that the comparing library can walk. */
import type { Source, SourceObject } from "../resume/source.ts";

/** What JSON can say. */
export type Comparable = string | number | boolean | null | Comparable[] | ComparableObject;

export interface ComparableObject {
  [name: string]: Comparable;
}

/** Comparing two lists takes steps and memory for each pair of their entries: so many, about a second. */
const mostPairs = 4_000_000;

/** The values of a document; undefined where there are lists so long that comparing them would take too long. */
export function comparable(source: SourceObject): ComparableObject | undefined {
  return pairsIn(source) > mostPairs ? undefined : fieldsOf(source);
}

function pairsIn(source: Source): number {
  if (source.kind !== "object" && source.kind !== "list") return 0;
  const children = source.kind === "list" ? source.items : [...source.entries.values()];
  const own = source.kind === "list" ? children.length ** 2 : 0;
  return children.reduce((sum, child) => sum + pairsIn(child), own);
}

function fieldsOf(source: SourceObject): ComparableObject {
  // Without a prototype: the library looks names up, and `constructor` must be none unless it was written.
  const values: ComparableObject = Object.create(null);
  for (const [name, child] of source.entries) if (name !== "__proto__") values[name] = plainOf(child);
  return values;
}

function plainOf(source: Source): Comparable {
  if (source.kind === "null") return null;
  if (source.kind === "list") return source.items.map(plainOf);
  return source.kind === "object" ? fieldsOf(source) : source.value;
}
