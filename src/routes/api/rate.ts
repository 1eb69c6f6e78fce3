/** How often somebody may do what costs an instance something: a bucket that fills again evenly. */

interface Rate {
  /** Takes one of who asks. @returns how long to wait, in ms; 0 where it was there to take */
  take(who: string | number): number;
}

/**
 * @param burst how many can be taken at once
 * @param perMinute how many come back in a minute
 * @param now in ms, never going back
 */
export function createRate({
  burst,
  perMinute,
  now = () => performance.now(),
}: {
  burst: number;
  perMinute: number;
  now?: () => number;
}): Rate {
  const intervalMs = 60_000 / perMinute;
  // Of each, when its bucket will be full again: as many as there are tokens.
  const fullAt = new Map<string | number, number>();
  return {
    take(who) {
      const time = now();
      const next = Math.max(fullAt.get(who) ?? time, time) + intervalMs;
      const waitMs = next - time - burst * intervalMs;
      if (waitMs > 0) return waitMs;
      fullAt.set(who, next);
      return 0;
    },
  };
}
