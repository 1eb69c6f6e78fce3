import type { Editions, Resource } from "../edition/editions.ts";
import { negotiateMediaType } from "../http/accept.ts";
import { HttpError } from "../http/http-error.ts";
import { pathOf } from "../http/path.ts";
import { respond } from "../http/respond.ts";

type Parts = Pick<Editions, "current" | "resourceAt">;

/**
 * Answers with what the current edition holds for the request's path. Elysia reads a handler's text, and awaits one that ends in
 * a call: this one does not, so that a visitor is answered at once.
 */
export function serve(editions: Parts) {
  return ({ request }: { request: Request }): Response => {
    const resource = editions.resourceAt(pathOf(request));
    return resource ? answer(request, resource, editions) : refuse(request, editions);
  };
}

function answer(request: Request, resource: Resource, editions: Parts): Response {
  if (!resource.alternatives || wantsPage(request)) return respond(request, resource.answers);
  return negotiate(request, resource.alternatives, editions);
}

/** Almost everyone: who asks for nothing in particular, and every browser. */
function wantsPage({ headers }: Request): boolean {
  const accept = headers.get("accept");
  return accept === null || accept === "*/*" || accept.startsWith("text/html,");
}

/** The page's address answers with any format (RFC 9110, section 12.1), and says where that one has its own. */
function negotiate(
  request: Request,
  alternatives: NonNullable<Resource["alternatives"]>,
  editions: Parts,
): Response {
  const mediaType = negotiateMediaType(request, [...alternatives.keys()]);
  const path = mediaType === undefined ? undefined : alternatives.get(mediaType);
  const resource = path === undefined ? undefined : editions.resourceAt(path);
  if (path === undefined || !resource) throw notAcceptable(alternatives);
  const response = respond(request, resource.answers);
  response.headers.set("content-location", path);
  response.headers.set("vary", "Accept, Accept-Encoding");
  return response;
}

function notAcceptable(alternatives: NonNullable<Resource["alternatives"]>): HttpError {
  const offers = Array.from(alternatives, ([mediaType, path]) => `${mediaType} at ${path}`);
  return new HttpError(406, "Accept names no media type of these", {}, `There is ${offers.join(", ")}.`);
}

/** A page's address without its slash leads to it. */
function refuse(request: Request, editions: Parts): Response {
  if (!editions.current) throw new HttpError(503, "no edition is published yet", { "retry-after": "1" });
  const location = `${pathOf(request)}/`;
  if (!editions.resourceAt(location)) throw new HttpError(404, "the edition holds nothing at this path");
  return new Response(null, { status: 308, headers: { location, "cache-control": "no-cache" } });
}
