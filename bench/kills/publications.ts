/** What an owner sent, and whether the archive holds it: all that was acknowledged, each once, in its order, and nothing else. */
import type { Owner, Sent } from "../owner.ts";
import { nameOf, resumeOf } from "./numbered.ts";
import type { Tell } from "./trouble.ts";

/** How often a publication is sent again, and how long to wait before, in ms. */
const repeats = { most: 20, pauseMs: 250 };

/** As an owner's program does where no answer came: the same once more with the same key, until there is one. */
export async function sendAgain(owner: Owner, resume: string, key: string): Promise<Sent> {
  let sent: Sent = { edition: undefined, why: "it was not sent again" };
  for (let time = 0; time < repeats.most; time++) {
    sent = await owner.publish(resume, key);
    if (sent.edition !== undefined) return sent;
    await Bun.sleep(repeats.pauseMs);
  }
  return sent;
}

/** The number under which a publication is archived, wholly; undefined where it is not. */
export async function findArchived(
  owner: Owner,
  publication: number,
  tell: Tell,
): Promise<number | undefined> {
  const { editions } = await owner.list({ limit: 5 });
  const [edition, ...more] = editions.filter(({ name }) => name === nameOf(publication));
  if (!edition) return undefined;
  if (more.length > 0) tell("twice", `archived as ${[edition, ...more].map(({ id }) => id).join(" and ")}`);
  if ((await owner.resumeOf(edition.id)) !== resumeOf(publication))
    tell("half", `its file in the archive (edition ${edition.id}) is not what was sent`);
  return edition.id;
}

export interface Outcome {
  /** The current edition's number before. */
  before: number | undefined;
  /** And after; undefined where that is not known. */
  current: number | undefined;
  archived: number | undefined;
  answer: Sent;
}

/** The old edition is current or the new one, and the new one where that was acknowledged. */
export function checkOutcome({ before, current, archived, answer: { edition } }: Outcome, tell: Tell): void {
  if (edition !== undefined && archived !== edition)
    tell("lost", `acknowledged as edition ${edition}, archived as ${archived ?? "none"}`);
  if (current === undefined) return;
  if (edition !== undefined && current !== edition)
    tell("lost", `acknowledged as edition ${edition}, and edition ${current} is current`);
  else if (current !== before && current !== archived)
    tell("half", `edition ${current} is current, neither the one before nor the new one`);
}

/** @param published the numbers of all editions that were acknowledged, in their order; what is there is taken for right from then on */
export async function checkOrder(owner: Owner, published: number[], tell: Tell): Promise<void> {
  const listed = await listAll(owner);
  if (listed.join() === published.join()) return;
  const missing = published.filter(id => !listed.includes(id));
  const strange = listed.filter(id => !published.includes(id));
  if (missing.length > 0) tell("lost", `the archive lists no edition ${missing.join()}`);
  if (strange.length > 0) tell("twice", `the archive lists edition ${strange.join()} besides`);
  if (missing.length + strange.length === 0) tell("half", "the archive lists them in another order");
  published.splice(0, published.length, ...listed);
}

/** Every page of the list, the oldest first. */
async function listAll(owner: Owner): Promise<number[]> {
  const ids: number[] = [];
  let before: number | null | undefined;
  while (before !== null) {
    const page = await owner.list({ limit: 100, ...(before && { before }) });
    ids.push(...page.editions.map(({ id }) => id));
    before = page.next;
  }
  return ids.reverse();
}
