/** How the values of one résumé differ from those of another. */
import { type Delta, DiffPatcher, type MovedDelta } from "jsondiffpatch";
import { formatPath, type Path } from "../resume/path.ts";
import type { Comparable, ComparableObject } from "./comparable.ts";
import { pairEntries } from "./pair-entries.ts";

export interface ValueChange {
  /**
   * Where it stands in the file, as `validate` writes it: `work[0].position`; of something removed, where it stood. The values of one file
   * are matched by what they are, so that an entry in front of them changes nothing else.
   */
  path: string;
  /** `moved`: an entry of a list that stands elsewhere among the others. What changed in it besides is a change of its own. */
  kind: "added" | "removed" | "changed" | "moved";
  /** What was there: nothing where it was added; of something moved, the path that it had. */
  before?: unknown;
  /** What is there: nothing where it was removed; of something moved, all of it. */
  after?: unknown;
}

/** In the order of the second one's fields; what was removed comes where it stood in a list, else last. */
export function diffValues(before: ComparableObject, after: ComparableObject): ValueChange[] {
  const patcher = new DiffPatcher({ objectHash: pairEntries(before, after) });
  return [...changesIn(patcher.diff(before, after), after, [])];
}

type Changes = Generator<ValueChange, void, undefined>;

function* changesIn(delta: Delta, after: Comparable | undefined, path: Path): Changes {
  if (delta === undefined) return;
  if (Array.isArray(delta)) yield* changeOf(delta, path);
  else if (delta._t === "a") yield* listChanges(delta, after, path);
  else
    for (const name of inOrderOf(after, Object.keys(delta)))
      yield* changesIn(Reflect.get(delta, name), at(after, name), [...path, name]);
}

/** A value at one place, as the library says it: `[after]`, `[before, after]` or `[before, 0, 0]`. */
function* changeOf(delta: readonly unknown[], place: Path): Changes {
  const path = formatPath(place);
  const [first, second] = delta;
  if (delta.length === 1) yield { path, kind: "added", after: first };
  else if (delta.length === 3) yield { path, kind: "removed", before: first };
  // YAML reads 2020 where JSON reads "2020", and the résumé is the same.
  else if (!isScalar(first) || !isScalar(second) || String(first) !== String(second))
    yield { path, kind: "changed", before: first, after: second };
}

/** Of a list the library says `3` for an index of the new one, and `_3` for one of the old: removed, or moved from there. */
function* listChanges(delta: object, after: Comparable | undefined, path: Path): Changes {
  const steps = Object.entries(delta)
    .filter(([key]) => key !== "_t")
    .map(([key, step]) => listStep(key, step, after, path))
    .sort((a, b) => a.index - b.index || a.rank - b.rank);
  for (const { changes } of steps) yield* changes;
}

function listStep(key: string, step: Delta, after: Comparable | undefined, path: Path) {
  const index = Number(key.replace("_", ""));
  const place = [...path, index];
  if (!key.startsWith("_")) return { index, rank: 2, changes: changesIn(step, at(after, index), place) };
  if (!isMoved(step)) return { index, rank: 0, changes: changesIn(step, undefined, place) };
  const to = step[1];
  return { index: to, rank: 1, changes: [moved(place, [...path, to], at(after, to))] };
}

function moved(from: Path, to: Path, after: Comparable | undefined): ValueChange {
  return { path: formatPath(to), kind: "moved", before: formatPath(from), after };
}

function isMoved(delta: Delta): delta is MovedDelta {
  return Array.isArray(delta) && delta[2] === 3;
}

function isScalar(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number";
}

function at(value: Comparable | undefined, step: string | number): Comparable | undefined {
  return typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined;
}

/** Names as the object has them, then those that it has no more. */
function inOrderOf(object: Comparable | undefined, names: readonly string[]): string[] {
  const order = Object.keys(object ?? {}).filter(name => names.includes(name));
  return [...new Set([...order, ...names])];
}
