/** From nothing to a little above the highest of the values; to 1 where there is none. */
export function linearDomain(values: readonly number[]): [number, number] {
  const highest = Math.max(0, ...values.filter(Number.isFinite));
  return [0, highest > 0 ? highest * 1.04 : 1];
}

/** Steps of 1, 2 and 5 around all values above nothing: at least one step wide. */
export function logDomain(values: readonly number[]): [number, number] {
  const positive = values.filter(value => Number.isFinite(value) && value > 0);
  if (positive.length === 0) return [1, 10];
  const [low, high] = [stepBelow(Math.min(...positive)), stepAbove(Math.max(...positive))];
  return low < high ? [low, high] : [low, stepAbove(high * 1.01)];
}

/** What to write at a logarithmic axis: 1, 2, 5, 10 …, and of a long one only 1, 10, 100 …. */
export function logTicks([low, high]: readonly [number, number]): number[] {
  const factors = high / low > 500 ? [1] : [1, 2, 5];
  const first = Math.floor(Math.log10(low) + 1e-9);
  const decades = Array.from(
    { length: Math.ceil(Math.log10(high)) - first + 1 },
    (_, index) => first + index,
  );
  return decades
    .flatMap(decade => factors.map(factor => Number((factor * 10 ** decade).toPrecision(1))))
    .filter(tick => tick >= low * 0.999 && tick <= high * 1.001);
}

/** "0.5", "1", "2,000". */
export function logTick(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 1 });
}

const steps = [1, 2, 5, 10];

function stepBelow(value: number): number {
  const decade = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const step = steps.findLast(factor => factor * decade <= value * (1 + 1e-9)) ?? 1;
  return Number((step * decade).toPrecision(1));
}

function stepAbove(value: number): number {
  const decade = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const step = steps.find(factor => factor * decade >= value * (1 - 1e-9)) ?? 10;
  return Number((step * decade).toPrecision(1));
}
