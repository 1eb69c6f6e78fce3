import type { Editions } from "../edition/editions.ts";
import { HttpError } from "../http/http-error.ts";
import { pathOf } from "../http/path.ts";
import { respond } from "../http/respond.ts";

/**
 * Answers with what the current edition holds for the request's path. Elysia reads a handler's text, and awaits one that ends in
 * a call: this one does not, so that a visitor is answered at once.
 */
export function serve(editions: Pick<Editions, "current" | "answersAt">) {
  return ({ request }: { request: Request }): Response => {
    const answers = editions.answersAt(pathOf(request));
    return answers ? respond(request, answers) : refuse(editions);
  };
}

function refuse({ current }: Pick<Editions, "current">): never {
  if (current) throw new HttpError(404, "the edition holds nothing at this path");
  throw new HttpError(503, "no edition is published yet", { "retry-after": "1" });
}
