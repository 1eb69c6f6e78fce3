import type { Editions } from "../edition/editions.ts";
import type { Resource } from "../edition/resources.ts";
import { negotiateMediaType } from "../http/accept.ts";
import { HttpError } from "../http/http-error.ts";
import { pathOf } from "../http/path.ts";
import { respond } from "../http/respond.ts";

type Parts = Pick<Editions, "current" | "resourceAt">;

/** Where there is something, by its path. */
type ResourceAt = (path: string) => Resource | undefined;

/**
 * Answers with what the current edition holds for the request's path. Elysia reads a handler's text, and awaits one that ends in
 * a call: this one does not, so that a visitor is answered at once.
 */
export function serve(editions: Parts) {
  const { resourceAt } = editions;
  return ({ request }: { request: Request }): Response => {
    const resource = resourceAt(pathOf(request));
    return resource ? answer(request, resource, resourceAt) : refuse(request, editions);
  };
}

/**
 * Answers with a resource, or with the alternative to it that the request wants.
 *
 * @throws HttpError 406 where there is nothing that the request accepts
 */
export function answer(request: Request, resource: Resource, resourceAt: ResourceAt): Response {
  if (!resource.alternatives || wantsPage(request)) return respond(request, resource.answers);
  return negotiate(request, resource.alternatives, resourceAt);
}

/** Almost everyone: who asks for nothing in particular, every browser, and the edge for both. */
function wantsPage({ headers }: Request): boolean {
  const accept = headers.get("accept");
  return accept === null || accept === "*/*" || accept === "text/html" || accept.startsWith("text/html,");
}

/** The page's address answers with any format (RFC 9110, section 12.1), and says where that one has its own. */
function negotiate(
  request: Request,
  alternatives: NonNullable<Resource["alternatives"]>,
  resourceAt: ResourceAt,
): Response {
  const mediaType = negotiateMediaType(request, [...alternatives.keys()]);
  const path = mediaType === undefined ? undefined : alternatives.get(mediaType);
  const resource = path === undefined ? undefined : resourceAt(path);
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

function refuse(request: Request, { current, resourceAt }: Parts): Response {
  if (!current) throw notYet();
  const redirect = leadToPage(pathOf(request), resourceAt);
  if (!redirect) throw new HttpError(404, "the edition holds nothing at this path");
  return redirect;
}

/** Before the first edition nobody can say what there is. */
export function notYet(): HttpError {
  return new HttpError(503, "no edition is published yet", { "retry-after": "1" });
}

/** A page's address without its slash leads to it. Undefined where there is no such page. */
export function leadToPage(path: string, resourceAt: ResourceAt): Response | undefined {
  const location = `${path}/`;
  if (!resourceAt(location)) return undefined;
  return new Response(null, { status: 308, headers: { location, "cache-control": "no-cache" } });
}
