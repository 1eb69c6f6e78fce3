import { ArchiveDownError } from "../archive/archive.ts";
import type { Editions } from "../edition/editions.ts";
import { negotiateMediaType } from "../http/accept.ts";
import { HttpError } from "../http/http-error.ts";
import { pathOf } from "../http/path.ts";
import { statusTexts } from "../http/status.ts";
import { errorFields, type Log } from "../telemetry/log.ts";
import { answerProblem, isApi } from "./api/answer-problem.ts";
import type { RouteTable } from "./route-table.ts";

interface Parts {
  editions: Pick<Editions, "current">;
  log: Log;
}

/** Answers a request that no route takes: 405 with `Allow` where the path is known by other methods, 404 where it is not. */
export function answerUnrouted(request: Request, routes: RouteTable, parts: Parts): Response {
  const route = routes.find(pathOf(request));
  if (!route || route.methods.includes(request.method)) {
    return answerError(new HttpError(404, "no such path"), request, parts);
  }
  const allow = [...route.methods, "OPTIONS"].join(", ");
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: { allow } });
  return answerError(new HttpError(405, "no such method at this path", { allow }), request, parts);
}

/**
 * Answers with an error: an HttpError by its status, anything else as 500, which goes to the log. The body is a page, JSON
 * (RFC 9457) or text, by the request's `Accept`; the error's own message is never part of it. Below /api it is what the API says.
 */
export function answerError(error: unknown, request: Request, { editions, log }: Parts): Response {
  if (isApi(request)) return answerProblem(error, log);
  if (error instanceof HttpError) return errorResponse(error, request, editions.current);
  if (error instanceof ArchiveDownError) return errorResponse(archiveDown, request, editions.current);
  log.error("error", errorFields(error));
  return errorResponse(new HttpError(500, "see the log"), request, editions.current);
}

const archiveDown = new HttpError(
  503,
  "the archive is down",
  { "retry-after": "5" },
  "This cannot be looked up at the moment. Please try again in a moment.",
);

const offers = ["text/html", "application/json", "application/problem+json", "text/plain"] as const;

function errorResponse(error: HttpError, request: Request, edition: Editions["current"]): Response {
  const { status } = error;
  const [mediaType, body] = describe(error, request, edition);
  const headers = {
    "content-type": mediaType,
    ...error.headers,
    "cache-control": "no-store",
    vary: "Accept",
  };
  return new Response(body, { status, headers });
}

/** The error's media type and body. */
function describe(
  { status, advice: detail }: HttpError,
  request: Request,
  edition: Editions["current"],
): [string, BodyInit] {
  const kind = negotiateMediaType(request, offers);
  const page = edition?.errorPages.get(status);
  if (kind === "text/html" && page) return [page.mediaType, page.encoded.identity.body];
  const { title, advice: usual } = statusTexts[status] ?? { title: "Error", advice: "" };
  const advice = detail ?? usual;
  const isJson = kind === "application/json" || kind === "application/problem+json";
  if (isJson) return ["application/problem+json", JSON.stringify({ status, title, detail: advice })];
  return ["text/plain; charset=utf-8", `${status} ${title}\n${advice}\n`];
}
