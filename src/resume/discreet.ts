/**
 * What a log may say, which others read: where, what became of it and why, and never what stands there. Any value may be hidden, or have
 * in it what is private.
 */

import { printable } from "./preview.ts";
import { formatPlace, formatProblem, inVersion, named, type Problem, type Repair } from "./problem.ts";

export function logRepair({ path, after, why, ...place }: Repair): string {
  const change = after === undefined ? "left out" : "repaired";
  return `${formatPlace(place)}  ${named(path)}${change} (${printable(why)})${inVersion(place)}`;
}

export function logProblem(problem: Problem): string {
  const { path, expected, excerpt, ...place } = problem;
  // Of a file as a whole: that it is empty, how large it is, how it is called.
  if (path === "" && excerpt === undefined) return formatProblem(problem);
  return `${formatPlace(place)}  ${named(path)}expected ${expected}${inVersion(place)}`;
}
