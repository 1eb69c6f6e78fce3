import { type Encoding, encodings } from "./encoding.ts";
import type { Encoded, Representation } from "./representation.ts";

/** What a visitor can be answered with one encoding of a representation. Clone them: each is sent many times. */
export interface Answer {
  etag: string;
  /** 200, with the bytes. */
  whole: Response;
  /** 304, for who has these very bytes. */
  notModified: Response;
}

/** A representation's answers: identity is always there. */
export type Answers = { identity: Answer } & Partial<Record<Encoding, Answer>>;

/**
 * Makes all answers of a representation once, with every header that they carry. A clone shares the bytes, and takes a sixth
 * of the time in which Bun makes a Response of as many headers.
 *
 * @param headers what every response of the program carries
 */
export function prepareAnswers(representation: Representation, headers: [string, string][]): Answers {
  const { encoded } = representation;
  const answers: Answers = { identity: prepare(representation, "identity", encoded.identity, headers) };
  for (const encoding of encodings) {
    const one = encoded[encoding];
    if (one) answers[encoding] = prepare(representation, encoding, one, headers);
  }
  return answers;
}

function prepare(
  { mediaType, cacheControl, isNegotiated, headers }: Representation,
  encoding: Encoding,
  { body, etag }: Encoded,
  common: [string, string][],
): Answer {
  // RFC 9110, section 15.4.5: the headers that a cache needs to refresh what it has, and no others of the representation.
  const refreshing = {
    ...Object.fromEntries(common),
    etag,
    "cache-control": cacheControl,
    vary: isNegotiated ? "Accept, Accept-Encoding" : "Accept-Encoding",
  };
  const whole = new Response(body, {
    headers: {
      ...refreshing,
      "content-type": mediaType,
      "content-length": String(body.byteLength),
      ...(encoding !== "identity" && { "content-encoding": encoding }),
      ...headers,
    },
  });
  return { etag, whole, notModified: new Response(null, { status: 304, headers: refreshing }) };
}
