import type { Sent } from "../owner.ts";
import type { OwnStack } from "../scenario.ts";
import { resumeOf } from "./numbered.ts";
import { checkOrder, checkOutcome, findArchived, sendAgain } from "./publications.ts";
import type { Tell, Trouble } from "./trouble.ts";
import { type Database, type Kind, kill } from "./victims.ts";
import { checkVisitor, keepVisiting, type Visits } from "./visitors.ts";
import { untilWhole } from "./whole.ts";

/** What became of one publication during which something was killed. */
export interface Round extends Visits {
  killed: string;
  /** Whether the kill came before any answer. */
  isEarly: boolean;
  /** Whether it was acknowledged, or had to be sent again. */
  isAcknowledged: boolean;
  /** From sending it until it was acknowledged, in ms, sent again where that was needed; undefined where it never was. */
  publishedMs: number | undefined;
  /** From the kill until all instances were whole, in ms; undefined where they never were. */
  wholeMs: number | undefined;
  troubles: Trouble[];
}

export interface Circumstances {
  stack: OwnStack;
  origin: string;
  database: Database | undefined;
  random: () => number;
  /** The archive's numbers of all that was acknowledged so far, in their order: this round's is added. */
  published: number[];
}

interface Plan {
  publication: number;
  /** Of this publication alone. */
  key: string;
  kind: Kind;
  /** How long after it was sent something is killed. */
  delayMs: number;
}

/** Publishes, kills something meanwhile, and holds what is there afterwards against what was promised. */
export async function runRound(plan: Plan, circumstances: Circumstances): Promise<Round> {
  const { publication } = plan;
  const { stack, origin, published } = circumstances;
  const troubles: Trouble[] = [];
  const tell: Tell = (kind, what) => {
    const text = `publication ${publication}: ${what}`;
    // Every visitor sees the same.
    if (!troubles.some(trouble => trouble.text === text)) troubles.push({ kind, text });
  };
  const stopVisiting = keepVisiting(origin, tell);
  const { answer, answeredMs, startMs, ...struck } = await strike(plan, circumstances);
  const { wholeMs, current } = struck;
  if (current === undefined) tell("stuck", `not whole again after ${struck.killed} was killed`);
  const archived = await findArchived(stack.owner, publication, tell);
  checkOutcome({ before: published.at(-1), current, archived, answer }, tell);

  const isAcknowledged = answer.edition !== undefined;
  const last = isAcknowledged ? answer : await sendAgain(stack.owner, resumeOf(publication), plan.key);
  const publishedMs = isAcknowledged ? answeredMs : performance.now() - startMs;
  if (last.edition === undefined) tell("stuck", `never acknowledged: ${last.why}`);
  else {
    published.push(last.edition);
    if (archived !== undefined && archived !== last.edition)
      tell("twice", `archived as edition ${archived}, and as ${last.edition} when it was sent again`);
    if ((await untilWhole(stack)) !== last.edition) tell("lost", "acknowledged, and not current everywhere");
  }
  const visits = await stopVisiting();
  await checkVisitor(origin, publication, tell);
  await checkOrder(stack.owner, published, tell);
  const { killed, isEarly } = struck;
  const took = last.edition === undefined ? undefined : publishedMs;
  return { killed, isEarly, isAcknowledged, publishedMs: took, wholeMs, ...visits, troubles };
}

/** Sends a publication, kills something, and waits until all is whole. */
async function strike({ publication, key, kind, delayMs }: Plan, circumstances: Circumstances) {
  const { stack } = circumstances;
  const startMs = performance.now();
  let answeredMs: number | undefined;
  const sending: Promise<Sent> = stack.owner.publish(resumeOf(publication), key).finally(() => {
    answeredMs = performance.now() - startMs;
  });
  await Bun.sleep(delayMs);
  const { what: killed, isBack } = await kill(kind, stack, circumstances);
  const isEarly = answeredMs === undefined;
  const killedMs = performance.now();
  const answer = await sending;
  await isBack;
  const current = await untilWhole(stack);
  const wholeMs = current === undefined ? undefined : performance.now() - killedMs;
  return { answer, answeredMs, startMs, killed, isEarly, current, wholeMs };
}
