/** The files beside a résumé that say how a version of it differs: `resume.it.json`, `resume.backend.yaml`. */
import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ResumeFileError } from "./file.ts";
import { preview, printable } from "./preview.ts";
import type { Problem } from "./problem.ts";
import { type VersionName, versionNameHint, versionNameOf } from "./version-name.ts";

export interface VersionFile extends VersionName {
  file: string;
}

/**
 * The paths of the files beside a résumé that are called like versions of it, in the order of their names. Editors' copies are
 * not: they start with a dot or end otherwise. Throws a `ResumeFileError` where the folder cannot be searched.
 */
export async function filesBeside(resume: string): Promise<string[]> {
  const folder = dirname(resume);
  const names = await readdir(folder).catch(error => noFolder(folder, error));
  return names
    .filter(name => middleOf(name, resume) !== undefined)
    .sort()
    .map(name => join(folder, name));
}

/** What each of these files is a version in or for, or why it cannot be one. */
export function nameVersions(files: string[], resume: string): { named: VersionFile[]; problems: Problem[] } {
  const named = new Map<string, VersionFile>();
  const problems: Problem[] = [];
  for (const file of files) {
    const middle = middleOf(basename(file), resume) ?? "";
    const version = versionNameOf(middle);
    const first = version && named.get(version.name);
    if (first)
      problems.push(refuse(file, `a second file for ${version.name}`, `one: ${first.file} is there`));
    else if (version) named.set(version.name, { ...version, file });
    else problems.push(refuse(file, `${preview(middle)} in its name`, expectationOf(middle)));
  }
  return { named: [...named.values()].sort(byKindAndName), problems };
}

/** The "it" of resume.it.json. Undefined for a file that is no version's. */
function middleOf(name: string, resume: string): string | undefined {
  const stem = basename(resume).replace(/\.(json|ya?ml)$/i, "");
  const end = /\.(?:json|ya?ml)$/i.exec(name);
  if (stem === "" || !end || !name.startsWith(`${stem}.`)) return undefined;
  const middle = name.slice(stem.length + 1, end.index);
  return middle === "" ? undefined : middle;
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

/** Where there is no such folder there is no résumé either, and that is said better by who reads it. */
function noFolder(folder: string, error: unknown): string[] {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  if (code === "ENOENT" || code === "ENOTDIR") return [];
  throw new ResumeFileError(`Cannot look for versions in ${printable(folder)}: the system says ${code}`, {
    cause: error,
  });
}
