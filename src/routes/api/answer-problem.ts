import { ArchiveDownError, type ArchiveFault, ConflictError, ReusedKeyError } from "../../archive/archive.ts";
import { HttpError } from "../../http/http-error.ts";
import { pathOf } from "../../http/path.ts";
import { FileWinsError } from "../../publication/publisher.ts";
import { ResumeFileError } from "../../resume/file.ts";
import { errorFields, type Log } from "../../telemetry/log.ts";
import { ApiError, refuseResume } from "./api-error.ts";
import { type ProblemKind, problemKinds, typeOf } from "./problem-kinds.ts";
import { switchTag } from "./switch-tag.ts";

/** Whether a request is the API's to answer. */
export function isApi(request: Pick<Request, "url">): boolean {
  return pathOf(request).startsWith("/api/");
}

/** Answers with an error as a problem document (RFC 9457), whatever `Accept` says. What nobody expected is 500, and is logged. */
export function answerProblem(error: unknown, log: Pick<Log, "error">): Response {
  const known = apiErrorOf(error);
  if (!known) log.error("error", errorFields(error));
  const { kind, detail, headers, problems } = known ?? new ApiError("internal");
  const { status, title } = problemKinds[kind];
  const body = { type: typeOf(kind), title, status, detail, ...(problems && { problems }) };
  const always = { "content-type": "application/problem+json", "cache-control": "no-store" };
  return Response.json(body, { status, headers: { ...headers, ...always } });
}

/** The error's own message is for who runs the site: it names paths and hosts. */
const faults: Record<ArchiveFault, string | undefined> = {
  down: undefined,
  full: "The archive's disk is full: nothing was changed.",
  "read-only": "The archive cannot be written to: nothing was changed.",
  newer:
    "The archive was changed by a newer version of this program than this site runs: nothing was changed.",
};

function apiErrorOf(error: unknown): ApiError | undefined {
  if (error instanceof ApiError) return error;
  if (error instanceof HttpError) return ofStatus(error);
  if (error instanceof ArchiveDownError)
    return new ApiError("unavailable", faults[error.fault], { headers: { "retry-after": "5" } });
  if (error instanceof ConflictError)
    return new ApiError("conflict", `${error.message}.`, { headers: { etag: switchTag(error.current) } });
  if (error instanceof ReusedKeyError) return new ApiError("reused-key");
  if (error instanceof FileWinsError) return new ApiError("file-wins", `${error.message}.`);
  if (error instanceof ResumeFileError) return refuseResume([error.message]);
  return undefined;
}

/** What was said of all routes, such as 405. */
function ofStatus({ status, headers }: HttpError): ApiError | undefined {
  const kinds: ProblemKind[] = ["not-found", "method-not-allowed", "unavailable"];
  const kind = kinds.find(each => problemKinds[each].status === status);
  return kind && new ApiError(kind, undefined, { headers });
}
