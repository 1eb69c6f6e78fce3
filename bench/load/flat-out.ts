import autocannon from "autocannon";
import type { Outcome } from "../result.ts";
import type { Answer, Ask, Job } from "./job.ts";
import { outcomeOf } from "./judge.ts";
import type { Recorder } from "./recorder.ts";
import { addressOf, headersOf } from "./users.ts";

/**
 * Users who ask again as soon as they are answered, by autocannon.
 *
 * @param begin is called when everything counts from now on
 */
export function runFlatOut(job: Job, recorder: Recorder, begin: () => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const judges = job.asks.map(judgeText);
  const isAnswered: boolean[] = [];
  begin();
  autocannon(
    {
      url: job.origin,
      connections: job.users,
      ...(job.requests ? { amount: job.requests } : { duration: job.durationS }),
      timeout: job.timeoutMs / 1000,
      tlsOptions: { rejectUnauthorized: false },
      setupClient: client => {
        const number = isAnswered.push(false) - 1;
        client.on("response", () => {
          isAnswered[number] = true;
        });
        watch(client, { number, job, judges, recorder });
      },
    },
    error => {
      // autocannon leaves out whoever it waits for at the end: who never got an answer is not to be forgotten.
      for (const _ of isAnswered.filter(isOne => !isOne)) recorder.record("timeout", 0, 0);
      if (error) reject(error);
      else resolve();
    },
  );
  return promise;
}

type JudgeText = (status: number, headers: Headers, body: string) => Outcome;
type Headers = autocannon.Request["headers"];

interface UserOptions {
  number: number;
  job: Job;
  judges: JudgeText[];
  recorder: Recorder;
}

/**
 * Gives a user what to ask, and records what becomes of it.
 *
 * autocannon opens a new connection without a word where the server closed one with a request under way, and goes on to
 * wait for the old answer. Here such a request is what it is: lost.
 */
function watch(client: autocannon.Client, { number, job, judges, recorder }: UserOptions): void {
  let sentAt: number | undefined;
  let outcome: Outcome = "wrong";
  let closes = false;
  const lose = (how: Outcome) => {
    recorder.record(how, 0, 0);
    sentAt = undefined;
    forgetRequest(client);
  };
  client.setRequests(
    requestsOf(number, job, (index, status, headers, body) => {
      outcome = judges[index]?.(status, headers, body) ?? "wrong";
      closes = headerOf(headers, "connection") === "close";
    }),
  );
  on(client, "request", () => {
    const isLost = sentAt !== undefined && !closes;
    if (isLost) lose(performance.now() - (sentAt ?? 0) < job.timeoutMs ? "reset" : "timeout");
    else if (sentAt !== undefined) forgetRequest(client);
    sentAt = performance.now();
    closes = false;
  });
  on(client, "connError", error => lose(connectErrors.has(error?.code ?? "") ? "connect" : "reset"));
  client.on("response", (_status, bytes, latencyMs) => {
    recorder.record(outcome, latencyMs, bytes);
    sentAt = undefined;
  });
}

/** Events that autocannon has and its types have not. */
function on(
  client: autocannon.Client,
  event: "request" | "connError",
  listener: (error?: NodeJS.ErrnoException) => void,
): void {
  (client as NodeJS.EventEmitter).on(event, listener);
}

/** Error codes of connect(2). */
const connectErrors = new Set(["ECONNREFUSED", "ETIMEDOUT", "EADDRNOTAVAIL", "EHOSTUNREACH", "ENETUNREACH"]);

/** Not in autocannon's documentation, but there is no other way: the version is pinned, and a test would notice. */
function forgetRequest(client: autocannon.Client): void {
  (client as unknown as { pipelinedRequests: { clear(): void } }).pipelinedRequests.clear();
}

function requestsOf(
  user: number,
  { asks, addresses }: Job,
  answered: (ask: number, status: number, headers: Headers, body: string) => void,
): autocannon.Request[] {
  const requests = Array.from({ length: Math.max(1, addresses.perUser) }, (_, number) => {
    const address = addressOf(addresses, user, number);
    return asks.map(
      (ask, index): autocannon.Request => ({
        path: ask.path,
        headers: headersOf(ask, address),
        onResponse: (status, body, _context, headers) => answered(index, status, headers, body),
      }),
    );
  }).flat();
  const start = user % requests.length;
  return [...requests.slice(start), ...requests.slice(0, start)];
}

/** Status, length and ETag are looked at in each answer, the body in one of so many: it takes as long as all the rest. */
const bodiesLookedAt = 8;

/**
 * autocannon reads bodies as text, chunk by chunk, so that what is not ASCII may differ from one time to the next. It keeps
 * every ASCII byte, which in a compressed body is one in two: those are compared.
 */
function judgeText({ answers }: Ask): JudgeText {
  const rightOnes = answers.map(answer => ({ ...answer, isBody: textMatcher(answer) }));
  const statuses = new Set(answers.map(({ status }) => status));
  return (status, headers, body) => {
    if (!statuses.has(status)) return outcomeOf(status);
    const etag = headerOf(headers, "etag");
    const isRight = rightOnes.some(
      right =>
        right.status === status &&
        right.etag === etag &&
        right.isBody(body, headerOf(headers, "content-length")),
    );
    return isRight ? "ok" : "wrong";
  };
}

function textMatcher({ status, body }: Answer): (text: string, contentLength: string | undefined) => boolean {
  if (status === 304) return text => text === "";
  if ("startsWith" in body) return text => text.startsWith(body.startsWith);
  const bytes = Buffer.from(body.base64, "base64");
  const expected = asciiOf(bytes.toString());
  const length = String(bytes.byteLength);
  let seen = 0;
  const isLookedAt = () => seen++ % bodiesLookedAt === 0;
  return (text, contentLength) => contentLength === length && (!isLookedAt() || asciiOf(text) === expected);
}

function asciiOf(text: string): string {
  return text.replace(/[^\0-\x7f]+/g, "");
}

function headerOf(headers: Headers, name: string): string | undefined {
  for (const key in headers) {
    if (key.length === name.length && key.toLowerCase() === name) return String(headers[key]);
  }
  return undefined;
}
