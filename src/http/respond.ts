import type { Answer, Answers } from "./answers.ts";
import { rankEncodings } from "./encoding.ts";
import { matchesEtag } from "./etag.ts";
import { HttpError } from "./http-error.ts";

/**
 * Answers a GET with a representation in the encoding that the client wants: 200, or 304 when the client has these
 * very bytes. Throws HttpError 406 when the client refuses every encoding.
 */
export function respond(request: Pick<Request, "headers">, answers: Answers): Response {
  const { etag, whole, notModified } = select(request, answers);
  if (matchesEtag(request, etag)) return notModified.clone();
  return whole.clone();
}

function select(request: Pick<Request, "headers">, answers: Answers): Answer {
  for (const encoding of rankEncodings(request)) {
    const picked = answers[encoding];
    if (picked) return picked;
  }
  throw new HttpError(406, "Accept-Encoding refuses every encoding that there is");
}
