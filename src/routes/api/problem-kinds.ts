/** Every kind of problem that the API answers with: the last part of its URN, its status, its name, and what it means. */
export const problemKinds = {
  "bad-request": {
    status: 400,
    title: "The request is malformed",
    meaning: "A parameter, a header or the body cannot be read.",
  },
  unauthorized: {
    status: 401,
    title: "A token is needed",
    meaning: "The request has no token, or one that is unknown or revoked.",
  },
  "not-found": { status: 404, title: "Not found", meaning: "There is nothing at this address." },
  "method-not-allowed": {
    status: 405,
    title: "Method not allowed",
    meaning: "This address does not take this method: Allow names those that it takes.",
  },
  "too-slow": {
    status: 408,
    title: "The body takes too long",
    meaning: "The connection that it comes on is closed. Nothing has changed.",
  },
  "file-wins": {
    status: 409,
    title: "The site goes by a file",
    meaning: "The site was started with a file, which it serves whatever is published.",
  },
  "nothing-before": {
    status: 409,
    title: "There is nothing to go back to",
    meaning: "No edition was current before the current one.",
  },
  conflict: {
    status: 412,
    title: "Another edition has become current",
    meaning: "If-Match names a switch that is not the latest: ETag names that one.",
  },
  "too-large": { status: 413, title: "Too large", meaning: "The body has more bytes than are read." },
  "unsupported-media-type": {
    status: 415,
    title: "Unsupported media type",
    meaning: "The body is of a kind, or encoded in a way, that is not read here.",
  },
  "invalid-resume": {
    status: 422,
    title: "The résumé cannot be published",
    meaning: "What stands against it is listed, in the words of the command line. Nothing has changed.",
  },
  "invalid-request": {
    status: 422,
    title: "The request says something impossible",
    meaning: "The body can be read, and asks for what cannot be.",
  },
  "reused-key": {
    status: 422,
    title: "The Idempotency-Key was used before",
    meaning: "This key came before, with something else.",
  },
  "too-many-requests": {
    status: 429,
    title: "Too many publications",
    meaning:
      "This token publishes or switches more often than an instance prints: Retry-After says when to go on.",
  },
  internal: {
    status: 500,
    title: "Internal error",
    meaning: "Something went wrong here; the site's log tells what.",
  },
  unavailable: {
    status: 503,
    title: "Unavailable",
    meaning: "The archive cannot be asked or written to at the moment: Retry-After says when to try again.",
  },
} as const;

export type ProblemKind = keyof typeof problemKinds;

/** A problem's `type` (RFC 9457, section 3.1.1). It is a name, and leads nowhere. */
export function typeOf(kind: string): string {
  return `urn:vitae:problem:${kind}`;
}
