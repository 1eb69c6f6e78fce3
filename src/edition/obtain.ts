import type { Services } from "../services.ts";
import type { Draft } from "./draft.ts";
import type { Edition } from "./edition.ts";

type Parts = Pick<Services, "editions" | "metrics" | "share">;

/** The edition of a draft: the current one where it is that, one that another instance has printed or is printing, or a new one. */
export async function obtain(draft: Draft, parts: Parts): Promise<Edition> {
  const { editions, metrics, share } = parts;
  const { current } = editions;
  if (current?.id === draft.id && isWhole(current)) return current;
  const shared = await fetchShared(draft.id, share);
  metrics.editionsLoaded.inc({ source: shared ? "redis" : "print" });
  if (shared) return shared;
  const keeping = setInterval(() => void share.keepClaim(draft.id), keepClaimMs);
  try {
    return await print(draft, parts);
  } finally {
    clearInterval(keeping);
  }
}

/** How long the print of another instance is waited for, in ms; after that, everyone prints for themselves. */
const patienceMs = 30_000;

/** How often the one who prints says that it still does, in ms. */
const keepClaimMs = 500;

/** What another instance has printed, or prints now; undefined when it is this one's turn. */
async function fetchShared(id: string, share: Services["share"]): Promise<Edition | undefined> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    const edition = await share.fetch(id);
    if (edition) return edition;
    if (await share.claim(id)) return undefined;
    await Bun.sleep(50);
  }
  return undefined;
}

async function print(draft: Draft, { editions, metrics, share }: Parts): Promise<Edition> {
  const start = performance.now();
  // Loaded only where something is printed: an instance that finds its edition in Redis is ready sooner.
  const { printApart } = await import("./press.ts");
  const edition = await printApart(draft, editions.current);
  metrics.printDuration.set((performance.now() - start) / 1000);
  // What failed here may succeed where another instance prints.
  if (isWhole(edition)) await share.store(edition);
  return edition;
}

/** Whether each of its formats could be printed. */
function isWhole({ versions }: Edition): boolean {
  return versions.every(({ isComplete }) => isComplete);
}
