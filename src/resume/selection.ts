/** `x-only` and `x-not` on an entry: the versions of the résumé that show it. */
import type { Outcome } from "./outcome.ts";
import { changed } from "./outcome.ts";
import type { Path } from "./path.ts";
import { type Resume, sectionNames } from "./schema.ts";
import type { SourceObject } from "./source.ts";
import { versionNameHint, versionNameOf } from "./version-name.ts";
import type { Walk } from "./walk.ts";

interface Selective {
  "x-only"?: readonly string[];
  "x-not"?: readonly string[];
}

export function isSelection(name: unknown): boolean {
  return name === "x-only" || name === "x-not";
}

/** Whether a version shows an entry. It goes by its name, which the base has none of, and by its language. */
export function isShown(entry: Selective, names: ReadonlySet<string>): boolean {
  const { "x-only": only, "x-not": not = [] } = entry;
  if (not.some(name => names.has(name))) return false;
  return only === undefined || only.some(name => names.has(name));
}

/** What a version answers to in `x-only` and `x-not`. */
export function namesOf({ meta }: Pick<Resume, "meta">, name?: string): Set<string> {
  const language = meta?.vitae?.language ?? "en";
  return new Set(name === undefined ? [language] : [name, language]);
}

/** Every name that the entries of a résumé select by, and its place. */
export function* selectedNames(resume: Resume): Generator<{ name: string; path: Path }> {
  yield* namesIn(resume.basics?.profiles, ["basics", "profiles"]);
  for (const section of sectionNames) yield* namesIn(resume[section], [section]);
}

function* namesIn(entries: readonly Selective[] = [], list: Path): Generator<{ name: string; path: Path }> {
  for (const [index, entry] of entries.entries()) {
    for (const key of ["x-only", "x-not"] as const) {
      for (const [at, name] of entry[key]?.entries() ?? []) yield { name, path: [...list, index, key, at] };
    }
  }
}

/** Reads a name in `x-only` or `x-not`. */
export function readSelected(text: string): Outcome {
  const written = text.trim();
  const known = versionNameOf(written) ?? versionNameOf(written.toLowerCase());
  if (!known) return { expected: versionNameHint };
  return changed(text, known.name, "the version is called so");
}

/** Two lists would need a rule which of them wins. */
export function refuseBoth({ entries }: SourceObject, walk: Walk): void {
  const not = entries.get("x-not");
  if (!not || !entries.has("x-only")) return;
  walk.at("x-not", () => walk.refused(not, "x-only or x-not, not both"));
}
