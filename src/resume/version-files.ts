/** The files beside a résumé that say how a version of it differs: `resume.it.json`, `resume.backend.yaml`. */
import { basename } from "node:path";
import { versionIn } from "./file-names.ts";
import type { Folder } from "./folder.ts";
import { preview } from "./preview.ts";
import type { Problem } from "./problem.ts";
import { type VersionName, versionNameHint, versionNameOf } from "./version-name.ts";

export interface VersionFile extends VersionName {
  file: string;
}

/**
 * The files beside a résumé that are called like versions of it, in the order of their names. Editors' copies are not: they start
 * with a dot or end otherwise. Throws a `ResumeFileError` where the folder cannot be searched.
 */
export async function filesBeside({ base, list }: Folder): Promise<string[]> {
  const files = await list();
  return files.filter(file => versionIn(basename(file), base) !== undefined).sort();
}

/** What each of these files is a version in or for, or why it cannot be one. */
export function nameVersions(files: string[], resume: string): { named: VersionFile[]; problems: Problem[] } {
  const named = new Map<string, VersionFile>();
  const problems: Problem[] = [];
  for (const file of files) {
    const middle = versionIn(basename(file), resume) ?? "";
    const version = versionNameOf(middle);
    const first = version && named.get(version.name);
    if (first)
      problems.push(refuse(file, `a second file for ${version.name}`, `one: ${first.file} is there`));
    else if (version) named.set(version.name, { ...version, file });
    else problems.push(refuse(file, `${preview(middle)} in its name`, expectationOf(middle)));
  }
  return { named: [...named.values()].sort(byKindAndName), problems };
}

function expectationOf(middle: string): string {
  const parts = middle.split(".");
  const isCombined = parts.length > 1 && parts.every(part => versionNameOf(part) !== undefined);
  return isCombined ? "one name: a language and a variant cannot be combined" : versionNameHint;
}

function refuse(file: string, found: string, expected: string): Problem {
  return { file, line: 1, column: 1, path: "", found, expected };
}

type Named = { kind: string; name: string };

/** Languages first, then variants. */
export function byKindAndName(a: Named, b: Named): number {
  if (a.kind !== b.kind) return a.kind < b.kind ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}
