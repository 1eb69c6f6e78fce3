/** A document as it was written: its values, with the place of each in the text. */
import type { Path } from "./path.ts";
import { preview } from "./preview.ts";

export interface SourceObject {
  kind: "object";
  offset: number;
  /** A map, so that no name (`__proto__`, `constructor`) means anything to the program. */
  entries: Map<string, Source>;
}

export interface SourceList {
  kind: "list";
  offset: number;
  items: Source[];
}

/** A number keeps its text: `4.0` and a number of twenty digits lose nothing. */
export interface SourceNumber {
  kind: "number";
  offset: number;
  value: number;
  raw: string;
}

export type Source =
  | SourceObject
  | SourceList
  | SourceNumber
  | { kind: "text"; offset: number; value: string }
  | { kind: "boolean"; offset: number; value: boolean }
  | { kind: "null"; offset: number };

/** The value at a path, or the nearest one above it. */
export function find(source: Source, path: Path): Source {
  let found = source;
  for (const step of path) {
    const next = child(found, step);
    if (!next) break;
    found = next;
  }
  return found;
}

/** The value of a name or at an index. */
export function child(source: Source, step: string | number): Source | undefined {
  if (source.kind === "object") return source.entries.get(String(step));
  return source.kind === "list" ? source.items[Number(step)] : undefined;
}

/** The plain value, as `JSON.parse` would give it; `__proto__` alone is left out. */
export function toPlain(source: Source): unknown {
  if (source.kind === "null") return null;
  if (source.kind === "list") return source.items.map(toPlain);
  if (source.kind !== "object") return source.value;
  const plain: Record<string, unknown> = {};
  for (const [key, value] of source.entries) if (key !== "__proto__") plain[key] = toPlain(value);
  return plain;
}

/** The same value, standing so many characters later. */
export function movedBy<Kind extends Source>(source: Kind, by: number): Kind;
export function movedBy(source: Source, by: number): Source {
  const offset = source.offset + by;
  if (source.kind === "list")
    return { ...source, offset, items: source.items.map(item => movedBy(item, by)) };
  if (source.kind !== "object") return { ...source, offset };
  const entries = source.entries.entries().map(([name, value]) => [name, movedBy(value, by)] as const);
  return { ...source, offset, entries: new Map(entries) };
}

/** Whether there is nothing: null, or a text without a letter. */
export function isBlank(source: Source): boolean {
  return source.kind === "null" || (source.kind === "text" && source.value.trim() === "");
}

/** What was found, for a message: `"sometime"`, `the number 5`, `a list`. */
export function describe(source: Source): string {
  if (source.kind === "text") return preview(source.value);
  if (source.kind === "number") return `the number ${preview(source.raw).slice(1, -1)}`;
  if (source.kind === "boolean") return String(source.value);
  return { null: "null", list: "a list", object: "an object" }[source.kind];
}

/** How deep lists and objects lie in each other: 0 for a text. */
export function depthOf(source: Source): number {
  return childrenOf(source)?.reduce((deepest, child) => Math.max(deepest, depthOf(child) + 1), 1) ?? 0;
}

/** How many values there are, itself included; counting stops soon after `limit`. */
export function countValues(source: Source, limit: number): number {
  let count = 1;
  for (const child of childrenOf(source) ?? []) {
    if (count > limit) break;
    count += countValues(child, limit - count);
  }
  return count;
}

function childrenOf(source: Source): Source[] | undefined {
  if (source.kind === "list") return source.items;
  return source.kind === "object" ? [...source.entries.values()] : undefined;
}
