/** What the program says of a publication: in its log, which names no private value, and to the owner at the start. */
import type { Publication } from "./publication/prepare.ts";
import { logProblem, logRepair } from "./resume/discreet.ts";
import { formatProblem, type Problem } from "./resume/problem.ts";
import type { Fields } from "./telemetry/log.ts";

/** As much of a list as somebody reads. */
const listLimit = 50;

type Refused = Publication & { ok: false };

/** Whose résumé it is, which edition, how long it took, and what was changed on the way. */
export function reportPublished({
  edition,
  repairs,
  warnings,
  durationMs,
}: Publication & { ok: true }): Fields {
  return {
    name: edition.name,
    edition: edition.id,
    published_ms: Math.round(durationMs),
    repairs: shorten(repairs.map(logRepair)),
    warnings: shorten(warnings),
  };
}

export function reportRefused(file: string, problems: Refused["problems"]): Fields {
  return { file, problems: shorten(problems.map(said(logProblem))) };
}

/** The same for a person who has just started the program: every line with its place, and the verdict. */
export function explainRefusal(file: string, problems: Refused["problems"]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return [...shorten(problems.map(said(formatProblem))), `Cannot publish ${file}: ${count}`].join("\n");
}

function said(format: (problem: Problem) => string): (problem: Problem | string) => string {
  return problem => (typeof problem === "string" ? problem : format(problem));
}

function shorten(texts: string[]): string[] {
  if (texts.length <= listLimit) return texts;
  return [
    ...texts.slice(0, listLimit),
    `and ${texts.length - listLimit} more: \`bun run validate\` lists them all`,
  ];
}
