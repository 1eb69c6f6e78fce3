/**
 * Asks until the answer is yes.
 *
 * @returns whether it was within the deadline, in ms
 */
export async function until(
  condition: () => Promise<boolean> | boolean,
  { deadlineMs, everyMs = 20 }: { deadlineMs: number; everyMs?: number },
): Promise<boolean> {
  const deadline = performance.now() + deadlineMs;
  while (performance.now() < deadline) {
    if (await condition()) return true;
    await Bun.sleep(everyMs);
  }
  return false;
}

/** Whether an address answers 2xx within a second. */
export async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(1000), keepalive: false }).catch(
    () => undefined,
  );
  await response?.arrayBuffer().catch(() => undefined);
  return response?.ok === true;
}
