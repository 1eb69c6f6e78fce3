/** What the parsers of JSON and of YAML have in common: their limits, and how they say that a text is wrong. */
import type { Source } from "./source.ts";

/** How deep lists and objects may lie in each other. A résumé needs 6. */
export const maxDepth = 64;

/** How many slips of syntax are listed: each one tends to look like several. */
export const maxSyntaxProblems = 20;

/** What is wrong with a text, at an offset in it. */
export interface SyntaxProblem {
  offset: number;
  path?: string | undefined;
  found: string;
  expected: string;
}

/** What a parser makes of a text. */
export type Tree = { root: Source } | { problems: SyntaxProblem[] };

/** Nesting is checked before anything recursive runs, so that 5 MB of `[` is answered at once. */
export function tooDeep(offset: number): SyntaxProblem {
  return {
    offset,
    found: `more than ${maxDepth} lists and objects in each other`,
    expected: `at most ${maxDepth}`,
  };
}

/** A name that stands twice in one object: which of the two is meant, only the owner knows. */
export function duplicateKey(offset: number, path: string, firstLine: number): SyntaxProblem {
  return {
    offset,
    path,
    found: `the same name a second time (the first is in line ${firstLine})`,
    expected: "each name once",
  };
}
