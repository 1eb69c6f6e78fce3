import type { OwnStack } from "../scenario.ts";
import { resumeOf } from "./numbered.ts";
import { pick, randomFrom } from "./random.ts";
import { type Round, runRound } from "./round.ts";
import { type Database, kindsOf } from "./victims.ts";
import { untilWhole } from "./whole.ts";

export interface LoopOptions {
  rounds: number;
  /** Decides what is killed, and when. */
  seed: number;
  origin: string;
  /** A server of the archive's own, where it has one. */
  database: Database | undefined;
  signal: AbortSignal;
  /** Called after each round, with its number from 1. */
  progress: (round: Round, number: number) => void;
}

/** So many publications without a kill tell how long one takes. */
const calmCount = 3;

/** Publishes again and again, and each time kills some part of the stack meanwhile. */
export async function killLoop(stack: OwnStack, options: LoopOptions): Promise<Round[]> {
  const { database, origin, progress, seed, signal } = options;
  const random = randomFrom(seed);
  const kinds = kindsOf(stack, database);
  const { published, tookMs } = await publishCalmly(stack);
  const circumstances = { stack, origin, database, random, published };
  const rounds: Round[] = [];
  while (rounds.length < options.rounds) {
    signal.throwIfAborted();
    const publication = calmCount + rounds.length + 1;
    const key = `${seed}-${publication}`;
    // At any moment of a publication, as long as the last ones took.
    const delayMs = random() * median(tookMs.slice(-9));
    const round = await runRound({ publication, key, kind: pick(kinds, random), delayMs }, circumstances);
    if (round.isAcknowledged && round.publishedMs !== undefined) tookMs.push(round.publishedMs);
    rounds.push(round);
    progress(round, rounds.length);
  }
  return rounds;
}

/** @throws {Error} where that does not work: nothing can be said of what is killed then */
async function publishCalmly(stack: OwnStack): Promise<{ published: number[]; tookMs: number[] }> {
  const published: number[] = [];
  const tookMs: number[] = [];
  for (let publication = 1; publication <= calmCount; publication++) {
    const startMs = performance.now();
    const sent = await stack.owner.publish(resumeOf(publication));
    if (sent.edition === undefined) throw new Error(`Cannot publish before anything is killed: ${sent.why}`);
    tookMs.push(performance.now() - startMs);
    published.push(sent.edition);
    await untilWhole(stack);
  }
  return { published, tookMs };
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;
}
