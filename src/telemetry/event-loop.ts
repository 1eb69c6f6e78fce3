import type { Histogram } from "prom-client";

const intervalMs = 250;

/**
 * Measures how late a timer fires: the time that other work kept the event loop from this one. Measured here because the
 * histogram that Bun offers for it reads NaN or nonsense.
 *
 * @param lag receives seconds
 * @returns stops the measurement
 */
export function measureEventLoopLag(lag: Pick<Histogram, "observe">): () => void {
  let due = performance.now() + intervalMs;
  const timer = setInterval(() => {
    const now = performance.now();
    lag.observe(Math.max(0, now - due) / 1000);
    due = now + intervalMs;
  }, intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}
