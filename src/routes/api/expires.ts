const units = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** The longest that a link lives: what should stay for good is for everyone. */
const longestMs = 366 * units.d;

/**
 * When a link ends, in ISO 8601 and UTC. A span counts from `now`, which is the archive's clock where a link is made; undefined for what
 * is neither a span nor a time, is past, or is too far ahead.
 */
export function readExpires(text: string, now = Date.now()): string | undefined {
  const time = timeOf(text, now);
  const isAhead = time > now && time <= now + longestMs;
  return isAhead ? new Date(time).toISOString() : undefined;
}

function timeOf(text: string, now: number): number {
  const [, count, unit] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
  if (count && unit && unit in units) return now + Number(count) * units[unit as keyof typeof units];
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
}
