import { basename } from "node:path";
import { preview, printable } from "./preview.ts";

/** Where something stands in a file. Both count from 1; a column counts UTF-16 units, as editors do. */
export interface Position {
  line: number;
  column: number;
}

/** The same, and in which file: a version of a résumé is written in two. */
export interface Place extends Position {
  file: string;
}

/** What is so only in one version of the résumé, although it stands in another file. */
interface InVersion {
  /** The file of that version. */
  version?: string;
}

/** Why a résumé cannot be published. */
export interface Problem extends Place, InVersion {
  /** The place in the document: `work[0].startDate`. Empty for the document itself. */
  path: string;
  found: string;
  /** It repeats nothing of what was found: the log has it. */
  expected: string;
  /** For a syntax error: the line, and below it a caret under the place. */
  excerpt?: string;
}

/** What the owner may want to know, but what stops no publication. */
export interface Warning extends Place, InVersion {
  path: string;
  message: string;
}

/** What publishing changed. `after` is undefined where the value was left out. */
export interface Repair extends Place, InVersion {
  path: string;
  before: unknown;
  after: unknown;
  why: string;
}

/** Writes a problem for people: `resume.json:12:18  work[0].startDate: found "sometime", expected a date …`. */
export function formatProblem({ path, found, expected, excerpt, ...place }: Problem): string {
  const text = `found ${found}, expected ${expected}${inVersion(place)}`;
  return `${formatPlace(place)}  ${named(path)}${text}${excerpt ? `\n${excerpt}` : ""}`;
}

/** Writes a warning in one line. */
export function formatWarning({ path, message, ...place }: Warning): string {
  return `${formatPlace(place)}  ${named(path)}${message}${inVersion(place)}`;
}

/** Writes a repair in one line: `resume.json:12:18  work[0].startDate: "April 2020" → "2020-04" (…)`. */
export function formatRepair({ path, before, after, why, ...place }: Repair): string {
  const change = after === undefined ? "left out" : `→ ${preview(after)}`;
  return `${formatPlace(place)}  ${named(path)}${preview(before)} ${change} (${printable(why)})${inVersion(place)}`;
}

/** What is said of a place begins so. */
export function named(path: string): string {
  return path ? `${printable(path)}: ` : "";
}

/** Where it is so in one version only, which one. */
export function inVersion({ version }: InVersion): string {
  return version === undefined ? "" : ` (read with ${printable(basename(version))})`;
}

/** `resume.json:12:18`, which a terminal and an editor make a link of. */
export function formatPlace({ file, line, column }: Place): string {
  return `${printable(file)}:${line}:${column}`;
}

/** By file, by line, then by column: the order in which an owner reads. */
export function byPosition(a: Place, b: Place): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
