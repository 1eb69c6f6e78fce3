import type { Row } from "./result.ts";
import type { OwnStack, Publications } from "./scenario.ts";
import { publish, versions } from "./site.ts";
import { ask } from "./stack/socket.ts";
import { until } from "./stack/until.ts";
import { etagAt, type Seen, watchSeen } from "./watch-seen.ts";

/** How long the last edition may take to be on every instance, in ms. */
const deadlineMs = 10_000;

/** What became of publications under load. */
export interface Meanwhile {
  marks: Row["marks"];
  /** How many were sent, or could not be. */
  sent: number;
  /** Of those that were acknowledged, how long that took, in ms. */
  tookMs: number[];
  /** Of those, how long after it was acknowledged it was to be seen. */
  seen: Seen[];
}

/**
 * Publishes one version after the other, each printed anew, until the load is about to end. What the edge still serves of one is told from
 * the next but one: there are four of them.
 *
 * @param startMs when the load began
 */
export async function publishMeanwhile(
  stack: OwnStack,
  { everyS }: Pick<Publications, "everyS">,
  { startMs, durationS }: { startMs: number; durationS: number },
): Promise<Meanwhile> {
  const found: Meanwhile = { marks: [], sent: 0, tookMs: [], seen: [] };
  const seen: Promise<Seen>[] = [];
  const older: string[] = [];
  const mark = (text: string) => found.marks.push({ atS: (performance.now() - startMs) / 1000, text });
  // By twos, so that no turn ends with the version that the next one begins with: what is current already would not be printed.
  const count = 2 * Math.floor(durationS / everyS / 2);
  for (let number = 0; number < count; number++) {
    // In the middle of its share of the time: the last one is seen by visitors too.
    await Bun.sleep(Math.max(0, startMs + (number + 0.5) * everyS * 1000 - performance.now()));
    await forgetPrints(stack);
    const version = versions[(number + 1) % versions.length] ?? "first";
    found.sent++;
    try {
      older.unshift(await etagAt(stack.ports.instances[0]));
      const sentMs = performance.now();
      await publish(stack, version);
      found.tookMs.push(performance.now() - sentMs);
      seen.push(watchSeen(stack, older.slice(0, 2)));
      mark(`published ${version}`);
    } catch (error) {
      mark(error instanceof Error ? error.message : String(error));
    }
  }
  found.seen.push(...(await Promise.all(seen)));
  return found;
}

/** Otherwise an edition that was there before would be fetched from Redis: an owner's next one never was. */
async function forgetPrints({ editions, redis, ports }: OwnStack): Promise<void> {
  // Or who has not fetched the one before would have to print it.
  await until(async () => new Set(await editions()).size === 1, { deadlineMs });
  if (redis) await ask({ port: ports.redis, say: "FLUSHALL\r\nQUIT\r\n" });
}
