/** The files that a publication is made of, and what they are called on this machine. */
import { basename, dirname, join } from "node:path";
import type { Bundle } from "../resume/bundle.ts";
import { isResumeFile } from "../resume/file-names.ts";
import { findResume } from "../resume/find-resume.ts";
import { folderOf } from "../resume/folder.ts";
import { printable } from "../resume/preview.ts";
import { readBundle } from "../resume/read-bundle.ts";
import { CommandError } from "./command-line.ts";

export interface Files {
  bundle: Bundle;
  /** A line about the bundle, with the paths of this machine for the names that its files have in there. */
  located(line: string): string;
}

/**
 * One path: a résumé with everything beside it, or a folder with one; `-` for a résumé alone, on standard input. Several: these files and
 * no others.
 *
 * @throws ResumeFileError, CommandError
 */
export async function readFiles(paths: readonly string[]): Promise<Files> {
  const [path = "", ...others] = paths;
  if (others.length > 0) return readNamed(paths);
  if (path === "-") return readStandardInput();
  const base = await findResume(path);
  const bundle = await readBundle(path);
  const beside = (name: string) => join(dirname(base), name.replace(/^resume(?=\.)/, stemOf(base)));
  return filesOf(bundle, new Map(Array.from(bundle.files.keys(), name => [name, beside(name)])));
}

async function readStandardInput(): Promise<Files> {
  if (process.stdin.isTTY)
    throw new CommandError("Cannot read a terminal: name a file, or send one to standard input");
  const bytes = await Bun.stdin.bytes();
  const isJson = /^\s*[{[]/.test(Buffer.from(bytes.subarray(0, 1000)).toString("utf8"));
  const base = isJson ? "resume.json" : "resume.yaml";
  return filesOf({ base, files: new Map([[base, bytes]]) }, new Map([[base, "standard input"]]));
}

async function readNamed(paths: readonly string[]): Promise<Files> {
  const base = baseOf(paths);
  const stem = stemOf(base);
  const places = new Map<string, string>();
  const files = new Map<string, Uint8Array>();
  for (const path of paths) {
    const name = isResumeFile(path) ? `resume${basename(path).slice(stem.length)}` : basename(path);
    const other = places.get(name);
    if (other !== undefined)
      throw new CommandError(
        `Cannot publish ${printable(other)} and ${printable(path)} together: two files need two names`,
      );
    places.set(name, path);
    files.set(name, await readAny(path));
  }
  return filesOf({ base: `resume${basename(base).slice(stem.length)}`, files }, places);
}

/** The résumé that all others are versions of. */
function baseOf(paths: readonly string[]): string {
  const resumes = paths.filter(isResumeFile);
  const base = resumes.find(path =>
    resumes.every(other => other === path || basename(other).startsWith(`${stemOf(path)}.`)),
  );
  if (base) return base;
  const found =
    resumes.length === 0 ? "none of them is JSON or YAML" : `${listed(resumes)} are several résumés`;
  throw new CommandError(
    `Cannot publish ${paths.length} files: ${found}; expected one such as resume.json, its versions such as resume.it.json, and its photo`,
  );
}

async function readAny(path: string): Promise<Uint8Array> {
  if (isResumeFile(path)) return folderOf(path).read(path);
  try {
    return await folderOf(path).readPicture(basename(path));
  } catch (error) {
    throw new CommandError(
      `Cannot read ${printable(path)}: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function filesOf(bundle: Bundle, places: ReadonlyMap<string, string>): Files {
  const located = (line: string) =>
    [...places].reduce((text, [name, place]) => {
      const shown = printable(place);
      const isFirst = text === name || text.startsWith(`${name}:`);
      return (isFirst ? shown + text.slice(name.length) : text).replaceAll(
        `(read with ${name})`,
        () => `(read with ${shown})`,
      );
    }, line);
  return { bundle, located };
}

function stemOf(path: string): string {
  return basename(path).replace(/\.[^.]*$/, "");
}

function listed(paths: readonly string[]): string {
  return new Intl.ListFormat("en").format(paths.map(printable));
}
