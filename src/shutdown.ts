import type { Lifecycle } from "./lifecycle.ts";

/** How long new connections are still taken while /readyz says 503, so that the edge sees it and sends no more, in ms. */
const noticeMs = 1500;

/** A key press reaches the program twice when npm passes it on; a person's second press comes later, in ms. */
const echoMs = 100;

/** Resolves with the first signal to stop. A second one ends the program at once. */
export function stopSignal(exit: (code: number) => void): Promise<NodeJS.Signals> {
  return new Promise(resolve => {
    let first: { signal: NodeJS.Signals; at: number } | undefined;
    const receive = (signal: NodeJS.Signals) => {
      const now = performance.now();
      const isEcho = signal === "SIGINT" && first?.signal === signal && now - first.at < echoMs;
      if (first && !isEcho) exit(1);
      first ??= { signal, at: now };
      resolve(signal);
    };
    process.on("SIGTERM", receive);
    process.on("SIGINT", receive);
  });
}

/**
 * Stops without a visitor noticing: /readyz says 503 while requests are still taken, then the port closes and the requests in
 * flight finish.
 *
 * @param announce whether something may be watching /readyz; a developer's Ctrl-C need not wait for it
 * @param deadlineMs when to give up on requests in flight
 * @returns whether all of them finished
 */
export async function drain(
  server: Pick<Bun.Server<undefined>, "stop">,
  { lifecycle, announce, deadlineMs }: { lifecycle: Lifecycle; announce: boolean; deadlineMs: number },
): Promise<boolean> {
  lifecycle.state = "draining";
  const deadline = Bun.sleep(deadlineMs).then(() => false);
  const finish = async () => {
    if (announce) await Bun.sleep(Math.min(noticeMs, deadlineMs / 2));
    await server.stop();
    return true;
  };
  return Promise.race([finish(), deadline]);
}
