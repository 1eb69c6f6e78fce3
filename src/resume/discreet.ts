import { parsePath } from "./path.ts";
import { printable } from "./preview.ts";
import { privateKind } from "./private-names.ts";
import { formatPlace, formatProblem, formatRepair, type Problem, type Repair } from "./problem.ts";

/** Writes a repair for a log, which others may read: without the value, where that is private or may hold what is. */
export function logRepair(repair: Repair): string {
  const { path, before, after, why } = repair;
  if (!isPrivate(path) && !isComposite(before) && !isComposite(after)) return formatRepair(repair);
  const change = after === undefined ? "left out" : "repaired";
  return `${formatPlace(repair)}  ${printable(path)}: ${change} (${isPrivate(path) ? "a private value" : printable(why)})`;
}

/** The same for a problem: where it stands and what was expected, and the line itself never. */
export function logProblem({ excerpt: _, ...problem }: Problem): string {
  return formatProblem(isPrivate(problem.path) ? { ...problem, found: "a private value" } : problem);
}

function isPrivate(path: string): boolean {
  const steps = parsePath(path) ?? [];
  return steps.some(step => typeof step === "string" && privateKind(step) !== undefined);
}

function isComposite(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
