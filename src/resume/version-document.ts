/** A version of a résumé as a document: the base with what the version's file changes in it, or that file alone. */
import { type Document, overlay } from "./document.ts";
import { mergePatch } from "./merge-patch.ts";
import type { Problem } from "./problem.ts";
import { child, describe, isBlank, type Source, type SourceObject } from "./source.ts";
import type { VersionName } from "./version-name.ts";

type VersionDocument = { ok: true; document: Document } | { ok: false; problems: Problem[] };

/** `own` is the version's file: a JSON Merge Patch on the base, or a whole résumé where its `meta.vitae.whole` is true. */
export function versionDocument(base: Document, own: Document, version: VersionName): VersionDocument {
  const whole = at(own.root, ["meta", "vitae", "whole"]);
  if (whole && whole.kind !== "boolean") return { ok: false, problems: [noBoolean(whole, own)] };
  const merge = (before: SourceObject, patch: SourceObject) => {
    const root = whole?.value ? patch : mergePatch(before, patch);
    return version.kind === "language" ? withLanguage(root, patch, version.name) : root;
  };
  return { ok: true, document: overlay(base, own, merge) };
}

/** A language's file is in that language, unless it says otherwise. */
function withLanguage(root: SourceObject, own: SourceObject, tag: string): SourceObject {
  if (at(own, ["meta", "vitae", "language"])) return root;
  // What is no object there is refused later: it must not vanish before.
  const above = [at(root, ["meta"]), at(root, ["meta", "vitae"])];
  if (above.some(source => source && source.kind !== "object")) return root;
  const { offset } = own;
  const inObject = (name: string, value: Source): SourceObject => {
    return { kind: "object", offset, entries: new Map([[name, value]]) };
  };
  const language = inObject("language", { kind: "text", offset, value: tag });
  return mergePatch(root, inObject("meta", inObject("vitae", language)));
}

/** The value at a path; undefined where there is none, or an empty one. */
function at(root: Source, path: string[]): Source | undefined {
  let source: Source | undefined = root;
  for (const step of path) source = source && child(source, step);
  return source && !isBlank(source) ? source : undefined;
}

function noBoolean(whole: Source, own: Document): Problem {
  const place = own.position(whole.offset);
  return { ...place, path: "meta.vitae.whole", found: describe(whole), expected: "true or false" };
}
