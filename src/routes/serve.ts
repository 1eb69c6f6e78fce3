import type { Editions } from "../edition/editions.ts";
import { HttpError } from "../http/http-error.ts";
import { pathOf } from "../http/path.ts";
import { respond } from "../http/respond.ts";

/** Answers with what the current edition holds for the request's path. */
export function serve({ current }: Pick<Editions, "current">, request: Request): Response {
  if (!current) throw new HttpError(503, "no edition is published yet", { "retry-after": "1" });
  const representation = current.representations.get(pathOf(request));
  if (!representation) throw new HttpError(404, "the edition holds nothing at this path");
  return respond(request, representation);
}
