import type { Source, SourceObject } from "./source.ts";

/**
 * Lays a JSON Merge Patch (RFC 7396) over a value: an object changes the fields that it names, null takes one out, and
 * anything else, a list too, replaces what was there. Neither is changed, and each part keeps its place in its own file.
 */
export function mergePatch(target: Source | undefined, patch: SourceObject): SourceObject;
export function mergePatch(target: Source | undefined, patch: Source): Source;
export function mergePatch(target: Source | undefined, patch: Source): Source {
  if (patch.kind !== "object") return patch;
  const { offset, entries } = target?.kind === "object" ? target : { offset: patch.offset, entries: [] };
  const merged = new Map<string, Source>(entries);
  for (const [name, value] of patch.entries) {
    if (value.kind === "null") merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name), value));
  }
  return { kind: "object", offset, entries: merged };
}
