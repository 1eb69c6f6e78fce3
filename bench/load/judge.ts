import type { Outcome } from "../result.ts";
import type { Answer, Ask } from "./job.ts";

/** What a user sees of an answer. */
export interface Seen {
  status: number;
  etag: string | undefined;
  /** By its header; undefined where there is none. */
  contentLength: number | undefined;
  body: Uint8Array;
}

/** Tells what an answer is: one of those that are right, or why it is not. */
export type Judge = (seen: Seen) => Outcome;

/** Prepares the judgement of everything that answers a request, so that an answer costs a comparison of bytes. */
export function judgeOf({ answers }: Pick<Ask, "answers">): Judge {
  const rightOnes = answers.map(matcher);
  const statuses = new Set(answers.map(({ status }) => status));
  return seen => {
    if (rightOnes.some(isRight => isRight(seen))) return "ok";
    if (statuses.has(seen.status)) return "wrong";
    return outcomeOf(seen.status);
  };
}

/** What a status is that was not asked for. */
export function outcomeOf(status: number): Outcome {
  if (status === 429) return "limited";
  return status === 503 ? "unavailable" : "status";
}

function matcher(answer: Answer): (seen: Seen) => boolean {
  const isBody = bodyMatcher(answer);
  return seen =>
    seen.status === answer.status &&
    seen.etag === answer.etag &&
    (seen.status === 304 || seen.contentLength === seen.body.byteLength) &&
    isBody(seen.body);
}

function bodyMatcher({ body }: Answer): (found: Uint8Array) => boolean {
  if ("base64" in body) {
    const expected = Buffer.from(body.base64, "base64");
    return found => expected.equals(found);
  }
  const start = Buffer.from(body.startsWith);
  return found => start.equals(found.subarray(0, start.byteLength));
}
