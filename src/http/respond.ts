import { type Encoding, rankEncodings } from "./encoding.ts";
import { matchesEtag } from "./etag.ts";
import { HttpError } from "./http-error.ts";
import type { Encoded, Representation } from "./representation.ts";

/**
 * Answers a GET with a representation in the encoding that the client wants: 200, or 304 when the client has these
 * very bytes. Throws HttpError 406 when the client refuses every encoding.
 */
export function respond(request: Pick<Request, "headers">, representation: Representation): Response {
  const [encoding, encoded] = select(request, representation);
  if (matchesEtag(request, encoded.etag)) return notModified(representation, encoded);
  return answer(representation, encoding, encoded, 200);
}

/** Answers an error with a representation as its body: never conditional, since what was asked for is not what is sent. */
export function respondError(representation: Representation, status: number): Response {
  const { identity } = representation.encoded;
  return answer(representation, "identity", identity, status);
}

function select(request: Pick<Request, "headers">, { encoded }: Representation): [Encoding, Encoded] {
  for (const encoding of rankEncodings(request)) {
    const picked = encoded[encoding];
    if (picked) return [encoding, picked];
  }
  throw new HttpError(406, "Accept-Encoding refuses every encoding that there is");
}

/** RFC 9110, section 15.4.5: the headers that a cache needs to refresh what it has, and no others. */
function notModified({ cacheControl }: Representation, { etag }: Encoded): Response {
  return new Response(null, {
    status: 304,
    headers: { etag, "cache-control": cacheControl, vary: "Accept-Encoding" },
  });
}

function answer(
  { mediaType, cacheControl, headers }: Representation,
  encoding: Encoding,
  { body, etag }: Encoded,
  status: number,
): Response {
  return new Response(body, {
    status,
    headers: {
      "content-type": mediaType,
      "content-length": String(body.byteLength),
      "cache-control": cacheControl,
      vary: "Accept-Encoding",
      ...(status === 200 && { etag }),
      ...(encoding !== "identity" && { "content-encoding": encoding }),
      ...headers,
    },
  });
}
