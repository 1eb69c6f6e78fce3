import { preview, printable } from "./preview.ts";

/** Where something stands in a file. Both count from 1; a column counts UTF-16 units, as editors do. */
export interface Position {
  line: number;
  column: number;
}

/** Why a résumé cannot be published. */
export interface Problem extends Position {
  file: string;
  /** The place in the document: `work[0].startDate`. Empty for the document itself. */
  path: string;
  found: string;
  expected: string;
  /** For a syntax error: the line, and below it a caret under the place. */
  excerpt?: string;
}

/** What the owner may want to know, but what stops no publication. */
export interface Warning extends Position {
  file: string;
  path: string;
  message: string;
}

/** What publishing changed. `after` is undefined where the value was left out. */
export interface Repair {
  path: string;
  before: unknown;
  after: unknown;
  why: string;
}

/** Writes a problem for people: `resume.json:12:18  work[0].startDate: found "sometime", expected a date …`. */
export function formatProblem({ path, found, expected, excerpt, ...place }: Problem): string {
  const where = path ? `${printable(path)}: ` : "";
  return `${formatPlace(place)}  ${where}found ${found}, expected ${expected}${excerpt ? `\n${excerpt}` : ""}`;
}

/** Writes a warning in one line. */
export function formatWarning({ path, message, ...place }: Warning): string {
  return `${formatPlace(place)}  ${path ? `${printable(path)}: ` : ""}${message}`;
}

/** Writes a repair in one line: `work[0].startDate: "April 2020" → "2020-04" (…)`. */
export function formatRepair({ path, before, after, why }: Repair): string {
  const change = after === undefined ? "left out" : `→ ${preview(after)}`;
  return `${path ? `${printable(path)}: ` : ""}${preview(before)} ${change} (${printable(why)})`;
}

/** `resume.json:12:18`, which a terminal and an editor make a link of. */
export function formatPlace({ file, line, column }: Position & { file: string }): string {
  return `${printable(file)}:${line}:${column}`;
}

/** By line, then by column: the order in which an owner reads the file. */
export function byPosition(a: Position, b: Position): number {
  return a.line - b.line || a.column - b.column;
}
