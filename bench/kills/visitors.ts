import type { Tell } from "./trouble.ts";
import { type Visit, visit } from "./visit.ts";

/** How long between two visits, in ms. */
const pauseMs = 40;

export interface Visits {
  visits: number;
  /** How many of a page's files had been forgotten, and led to those of now. */
  forgotten: number;
}

/** Visits the site all the time, as those do who know of nothing. Returns what ends it. */
export function keepVisiting(origin: string, tell: Tell): () => Promise<Visits> {
  const found: Visits = { visits: 0, forgotten: 0 };
  let isStopped = false;
  const visiting = run();
  return async () => {
    isStopped = true;
    await visiting;
    return found;
  };

  async function run(): Promise<void> {
    while (!isStopped) {
      // By turns out of the edge's cache and from an instance.
      const seen = await tryVisit(origin, { isCached: found.visits % 2 === 0 }, tell);
      found.visits++;
      found.forgotten += seen?.forgotten ?? 0;
      if (seen && seen.publications.size > 1)
        tell("half", `a visitor sees publications ${list(seen.publications)} at once`);
      await Bun.sleep(pauseMs);
    }
  }
}

/** Once all are whole, every visitor is answered, and sees one publication and no other. */
export async function checkVisitor(origin: string, publication: number, tell: Tell): Promise<void> {
  const seen = await tryVisit(origin, { isCached: false }, tell);
  if (!seen) tell("stuck", "a visitor is not answered once all are whole");
  else if (list(seen.publications) !== String(publication))
    tell("half", `a visitor sees publication ${list(seen.publications)} once all are whole`);
  else if (seen.forgotten > 0) tell("half", "a page leads to files that its instance does not know");
}

async function tryVisit(
  origin: string,
  options: { isCached: boolean },
  tell: Tell,
): Promise<Visit | undefined> {
  try {
    return await visit(origin, options);
  } catch (error) {
    tell("half", `a visitor finds that ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

function list(publications: ReadonlySet<number>): string {
  return [...publications].join(" and ");
}
