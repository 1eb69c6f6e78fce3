import type { OwnStack } from "../scenario.ts";
import { until } from "../stack/until.ts";

/** How long a stack may take until it is whole, in ms. */
const deadlineMs = 30_000;

/**
 * Waits until every instance is ready, has found its archive and Redis, and serves what the archive says is current, all of them the same.
 *
 * @returns the number of the current edition; undefined where they do not come to that in time
 */
export async function untilWhole(stack: OwnStack): Promise<number | undefined> {
  let current: number | undefined;
  const isWhole = async () => {
    const states = await Promise.all(stack.ports.instances.map(stateOf));
    if (new Set(states).size !== 1 || states[0] === undefined) return false;
    ({ current } = await stack.owner.list({ limit: 1 }));
    return states[0].endsWith(` edition ${current}`);
  };
  // Who asks a part that is not there yet is told so by an exception.
  const isInTime = await until(() => isWhole().catch(() => false), { deadlineMs });
  return isInTime ? current : undefined;
}

/** What an instance serves, as one text; undefined where it is not well. */
async function stateOf(port: number): Promise<string | undefined> {
  const ask = (path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`, { keepalive: false, signal: AbortSignal.timeout(2000) });
  const [{ ok: isReady }, response] = await Promise.all([ask("/readyz"), ask("/health")]);
  // /health says so of itself.
  const health = (await response.json()) as Record<"archive" | "redis" | "edition" | "serves", string | null>;
  const isWell = isReady && health.archive === "up" && health.redis !== "down";
  return isWell ? `${health.edition} ${health.serves}` : undefined;
}
