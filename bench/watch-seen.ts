import type { OwnStack } from "./scenario.ts";
import { until } from "./stack/until.ts";

/** How long after it was acknowledged a publication was to be seen, in ms; infinite where it was not while anybody looked. */
export interface Seen {
  /** Until every instance served it, or a later one. */
  everywhereMs: number;
  /** Until the edge did, out of its cache or not. */
  edgeMs: number;
}

/** How often is looked, in ms: what is found may be late by as much. The edge is asked less often, beside what it is measured with. */
const everyMs = { instance: 25, edge: 100 };

const deadlineMs = 15_000;

/**
 * Looks who serves what has just been published.
 *
 * @param older the ETags of the page in editions before it, of as many as can be in a cache
 */
export async function watchSeen({ ports }: Pick<OwnStack, "ports">, older: readonly string[]): Promise<Seen> {
  const startMs = performance.now();
  const untilNew = async (port: number, everyMs: number) => {
    // Who does not answer has not shown it.
    const isNew = () =>
      etagAt(port).then(
        etag => !older.includes(etag),
        () => false,
      );
    const isSeen = await until(isNew, { deadlineMs, everyMs });
    return isSeen ? performance.now() - startMs : Number.POSITIVE_INFINITY;
  };
  const [edgeMs, ...instances] = await Promise.all([
    untilNew(ports.http, everyMs.edge),
    ...ports.instances.map(port => untilNew(port, everyMs.instance)),
  ]);
  return { everywhereMs: Math.max(...instances), edgeMs };
}

/** The ETag of the page as a visitor gets it. @throws {Error} where there is none within a second */
export async function etagAt(port: number | undefined): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    method: "HEAD",
    headers: { "accept-encoding": "br", "x-forwarded-for": "10.8.0.1" },
    // Or one that hangs would be waited for beyond any deadline.
    signal: AbortSignal.timeout(1000),
  });
  const etag = response.headers.get("etag");
  if (etag === null)
    throw new Error(`Cannot tell what is served on port ${port}: ${response.status} without an ETag`);
  return etag;
}
