import type { Sent } from "../owner.ts";
import type { OwnStack } from "../scenario.ts";
import { pick, randomFrom } from "./random.ts";
import { type Database, kill, kindsOf } from "./victims.ts";
import { numbered, type Visit, visit } from "./visit.ts";
import { untilWhole } from "./whole.ts";

export const troubleKinds = ["lost", "half", "twice", "stuck"] as const;

/** What must not be: something acknowledged is gone, or only a part of it there, or twice; or the stack never is whole again. */
export interface Trouble {
  kind: (typeof troubleKinds)[number];
  text: string;
}

/** What became of one publication during which something was killed. */
export interface Round {
  killed: string;
  /** Whether the kill came before any answer. */
  isEarly: boolean;
  /** Whether it was acknowledged, or had to be sent again. */
  isAcknowledged: boolean;
  /** From sending it until it was acknowledged, sent again where that was needed, in ms; undefined where it never was. */
  publishedMs: number | undefined;
  /** From the kill until all instances were whole, in ms; undefined where they never were. */
  wholeMs: number | undefined;
  visits: number;
  /** How many files of a page visitors were led to those of now for. */
  forgotten: number;
  troubles: Trouble[];
}

export interface LoopOptions {
  rounds: number;
  seed: number;
  origin: string;
  database: Database | undefined;
  signal: AbortSignal;
  /** Called after each round, with its number from 1. */
  progress: (round: Round, number: number) => void;
}

/** So many publications without a kill tell how long one takes. */
const calmCount = 3;

/** How often a publication is sent again, and how long to wait before, in ms. */
const repeats = { most: 20, pauseMs: 250 };

/** Publishes again and again, and each time kills some part of the stack meanwhile. */
export async function killLoop(stack: OwnStack, options: LoopOptions): Promise<Round[]> {
  const { owner } = stack;
  const { database, origin, progress, rounds, seed, signal } = options;
  const random = randomFrom(seed);
  const kinds = kindsOf(stack, database);
  const took: number[] = [];
  const found: Round[] = [];
  /** The number in the archive of each publication, in their order. */
  const published: number[] = [];

  for (let number = 1; number <= calmCount + rounds; number++) {
    if (signal.aborted) throw new Error("The kill loop was told to stop");
    if (number <= calmCount) {
      await publishCalmly(number);
      continue;
    }
    const round = await runRound(number);
    found.push(round);
    progress(round, found.length);
  }
  return found;

  async function publishCalmly(publication: number): Promise<void> {
    const startMs = performance.now();
    const sent = await owner.publish(numbered(publication));
    if (sent.edition === undefined) throw new Error(`Cannot publish before anything is killed: ${sent.why}`);
    took.push(performance.now() - startMs);
    published.push(sent.edition);
    await untilWhole(stack);
  }

  async function runRound(publication: number): Promise<Round> {
    const resume = numbered(publication);
    const key = `round-${seed}-${publication}`;
    const troubles: Trouble[] = [];
    const trouble = (kind: Trouble["kind"], text: string) =>
      void troubles.push({ kind, text: `publication ${publication}: ${text}` });
    const before = published.at(-1);
    const visitor = keepVisiting(origin, trouble);

    const startMs = performance.now();
    let answer: Sent | undefined;
    const sending = owner.publish(resume, key).then(sent => {
      answer = sent;
      return sent;
    });
    await Bun.sleep(random() * median(took));
    const killed = await kill(pick(kinds, random), stack, { database, random });
    const isEarly = answer === undefined;
    const killedMs = performance.now();
    const first = await sending;
    const firstMs = performance.now() - startMs;
    await killed.isBack;
    const current = await untilWhole(stack);
    const wholeMs = current === undefined ? undefined : performance.now() - killedMs;
    if (current === undefined) trouble("stuck", `not whole again after ${killed.what} was killed`);

    const archived = await findArchived(publication, resume, trouble);
    checkOutcome({ before, current, archived, answer: first }, trouble);
    const last = first.edition === undefined ? await sendAgain(resume, key) : first;
    const publishedMs = last.edition === undefined ? undefined : performance.now() - startMs;
    if (last.edition === undefined) trouble("stuck", `never acknowledged: ${last.why}`);
    else {
      if (archived !== undefined && archived !== last.edition)
        trouble("twice", `archived as ${archived}, acknowledged as ${last.edition}`);
      published.push(last.edition);
      if ((await untilWhole(stack)) !== last.edition)
        trouble("lost", "acknowledged, and not the current one");
      await findArchived(publication, resume, trouble);
    }
    const { visits, forgotten } = await visitor.stop();
    await checkVisitor(publication, trouble);
    await checkOrder(trouble);
    if (first.edition !== undefined) took.push(firstMs);
    return {
      killed: killed.what,
      isEarly,
      isAcknowledged: first.edition !== undefined,
      publishedMs: first.edition === undefined ? publishedMs : firstMs,
      wholeMs,
      visits,
      forgotten,
      troubles,
    };
  }

  /** As an owner's program does: the same once more, until there is an answer. */
  async function sendAgain(resume: string, key: string): Promise<Sent> {
    let sent: Sent = { edition: undefined, why: "it was not sent again" };
    for (let time = 0; time < repeats.most; time++) {
      sent = await owner.publish(resume, key);
      if (sent.edition !== undefined) return sent;
      await Bun.sleep(repeats.pauseMs);
    }
    return sent;
  }

  /** The number under which a publication is archived, wholly; undefined where it is not. */
  async function findArchived(
    publication: number,
    resume: string,
    trouble: Tell,
  ): Promise<number | undefined> {
    const { editions } = await owner.list({ limit: 5 });
    const found = editions.filter(({ name }) => name === `Publication ${publication}`);
    if (found.length > 1) trouble("twice", `archived as ${found.map(({ id }) => id).join(" and ")}`);
    const [edition] = found;
    if (edition && (await owner.resumeOf(edition.id)) !== resume)
      trouble("half", `its file in the archive (edition ${edition.id}) is not what was sent`);
    return edition?.id;
  }

  /** Everything acknowledged is there, once, in its order; of all pages, not only of the newest. */
  async function checkOrder(trouble: Tell): Promise<void> {
    const listed: number[] = [];
    for (let before: number | undefined; ; ) {
      const page = await owner.list({ limit: 100, ...(before !== undefined && { before }) });
      listed.unshift(...page.editions.map(({ id }) => id).reverse());
      if (page.next === null) break;
      before = page.next;
    }
    if (listed.join() !== published.join())
      trouble("lost", `the archive lists ${difference(listed, published)}`);
  }

  async function checkVisitor(publication: number, trouble: Tell): Promise<void> {
    const seen = await tryVisit(() => visit(origin, { isCached: false }), trouble);
    if (!seen) trouble("stuck", "a visitor is not answered once all are whole");
    else if ([...seen.publications].join() !== String(publication))
      trouble(
        "half",
        `a visitor sees publication ${[...seen.publications].join(" and ")} once all are whole`,
      );
    else if (seen.forgotten > 0) trouble("half", "a page leads to files that its instance does not know");
  }
}

type Tell = (kind: Trouble["kind"], text: string) => void;

interface Outcome {
  /** The current edition's number before. */
  before: number | undefined;
  /** And after; undefined where that is not known. */
  current: number | undefined;
  archived: number | undefined;
  answer: Sent;
}

function checkOutcome({ before, current, archived, answer }: Outcome, trouble: Tell): void {
  const { edition } = answer;
  if (edition !== undefined && archived !== edition)
    trouble("lost", `acknowledged as edition ${edition}, archived as ${archived ?? "none"}`);
  if (current === undefined) return;
  if (edition !== undefined && current !== edition)
    trouble("lost", `acknowledged as edition ${edition}, and edition ${current} is current`);
  if (current !== before && current !== archived)
    trouble("half", `edition ${current} is current, neither the one before nor the new one`);
}

/** Visits the site all the time, as those do who know of nothing. */
function keepVisiting(origin: string, trouble: Tell) {
  let isStopped = false;
  const found = { visits: 0, forgotten: 0 };
  const visiting = (async () => {
    while (!isStopped) {
      const seen = await tryVisit(() => visit(origin, { isCached: found.visits % 2 === 0 }), trouble);
      found.visits++;
      found.forgotten += seen?.forgotten ?? 0;
      if (seen && seen.publications.size > 1)
        trouble("half", `a visitor sees publications ${[...seen.publications].join(" and ")} at once`);
      await Bun.sleep(40);
    }
  })();
  return {
    async stop() {
      isStopped = true;
      await visiting;
      return found;
    },
  };
}

async function tryVisit(work: () => Promise<Visit | undefined>, trouble: Tell): Promise<Visit | undefined> {
  try {
    return await work();
  } catch (error) {
    trouble("half", `a visitor finds that ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

function difference(listed: readonly number[], published: readonly number[]): string {
  const missing = published.filter(id => !listed.includes(id));
  const strange = listed.filter(id => !published.includes(id));
  return `${listed.length} editions of ${published.length}: without ${missing.join() || "none"}, with ${strange.join() || "none"} besides`;
}

function median(values: readonly number[]): number {
  const recent = values.slice(-9).sort((one, other) => one - other);
  return recent[recent.length >> 1] ?? 0;
}
