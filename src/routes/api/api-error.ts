import { HttpError } from "../../http/http-error.ts";
import { formatProblem, type Problem } from "../../resume/problem.ts";
import { type ProblemKind, problemKinds } from "./problem-kinds.ts";

/** Something that stands against a request: in one of its files, at a field of it, or said in words alone. */
type ProblemItem = { text: string } & Partial<Problem>;

/** An answer of the API other than success: its kind gives status and title, the detail is for who asked. */
export class ApiError extends HttpError {
  readonly problems: readonly ProblemItem[] | undefined;

  constructor(
    readonly kind: ProblemKind,
    readonly detail: string = problemKinds[kind].meaning,
    { headers, problems }: { headers?: Record<string, string>; problems?: readonly ProblemItem[] } = {},
  ) {
    super(problemKinds[kind].status, detail, headers, detail);
    this.problems = problems;
  }
}

/** Why a publication came to nothing, in the words of the command line. */
export function refuseResume(problems: readonly (Problem | string)[]): ApiError {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const detail = `Cannot publish the résumé: ${count}. Nothing has changed.`;
  return new ApiError("invalid-resume", detail, { problems: problems.map(itemOf) });
}

function itemOf(problem: Problem | string): ProblemItem {
  return typeof problem === "string" ? { text: problem } : { text: formatProblem(problem), ...problem };
}
