import { type Exchange, exchange } from "./load/exchange.ts";
import type { Answer, Ask } from "./load/job.ts";

/** A request of a scenario, before it is known what the right answer is. */
export interface AskPlan {
  path: string;
  headers?: Record<string, string>;
  /** Whether the client has the page already and asks whether it changed. */
  isConditional?: true;
  /** How a body begins that differs from one answer to the next. */
  startsWith?: string;
  /** @default 200 */
  status?: number;
}

/** A request with what the site answered. */
export interface Learnt {
  ask: Ask;
  /** The whole answer, head included. */
  raw: Buffer;
  /** What is right once it has changed, of a client that asks whether it did. */
  changed?: Answer;
}

/**
 * Asks a site once for each request, to know what is right from then on.
 *
 * @throws {Error} when the site does not answer as planned: nothing can be measured then
 */
export async function learn(origin: string, plans: AskPlan[]): Promise<Learnt[]> {
  return Promise.all(plans.map(plan => learnOne(origin, plan)));
}

async function learnOne(origin: string, plan: AskPlan): Promise<Learnt> {
  const plain = { path: plan.path, headers: plan.headers ?? {} };
  const first = await exchange(origin, plain);
  require(origin, plan, first, plan.status ?? 200);
  if (!plan.isConditional) return { ask: { ...plain, answers: [answerOf(plan, first)] }, raw: first.raw };
  const headers = { ...plain.headers, "if-none-match": first.etag ?? "" };
  const again = await exchange(origin, { ...plain, headers });
  require(origin, plan, again, 304);
  const ask = { ...plain, headers, answers: [answerOf(plan, again)] };
  return { ask, raw: again.raw, changed: answerOf(plan, first) };
}

function require(origin: string, { path }: AskPlan, { status }: Exchange, expected: number): void {
  if (status === expected) return;
  throw new Error(`Cannot measure ${origin}${path}: it answers ${status}, expected ${expected}`);
}

function answerOf({ startsWith }: AskPlan, { status, etag, body }: Exchange): Answer {
  return {
    status,
    ...(etag !== undefined && { etag }),
    body: startsWith === undefined ? { base64: Buffer.from(body).toString("base64") } : { startsWith },
  };
}

/** Requests to which the answers of either site state are right, as while an edition gives way to another; `before` may be of several. */
export function eitherOf(before: Learnt[], after: Learnt[]): Learnt[] {
  return before.map((learnt, index) => {
    const { changed, ask } = after[index] ?? {};
    const right = changed ? [changed] : (ask?.answers ?? []);
    return { ...learnt, ask: { ...learnt.ask, answers: [...learnt.ask.answers, ...right] } };
  });
}
