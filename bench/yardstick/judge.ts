import type { Figure, Verdict, Yardstick } from "../result.ts";
import type { YardstickPlan } from "./yardsticks.ts";

type Round = Yardstick["rounds"][number];

interface Spread {
  median: number;
  lowest: number;
  highest: number;
}

/** The result of a yardstick: the ratios of its rounds, and whether they reach its targets. */
export function judge(plan: YardstickPlan, rounds: readonly Round[]): Pick<Yardstick, "ratio" | "verdicts"> {
  const ratio = compare(rounds, ({ requestsPerSecond }) => requestsPerSecond);
  return { ratio, verdicts: [judgeRatio(plan, ratio), ...judgeP99(plan, rounds), judgeFailures(rounds)] };
}

/** Ours to theirs, in each round by itself: what else the machine did meanwhile slowed both. */
function compare(rounds: readonly Round[], value: (figure: Figure) => number): Spread {
  const ratios = rounds.map(({ ours, theirs }) => value(ours) / value(theirs)).sort((a, b) => a - b);
  return { median: median(ratios), lowest: ratios[0] ?? Number.NaN, highest: ratios.at(-1) ?? Number.NaN };
}

function median(sorted: readonly number[]): number {
  const middle = (sorted.length - 1) / 2;
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return (low + high) / 2;
}

function judgeRatio({ leastRatio, theirs }: YardstickPlan, ratio: Spread): Verdict {
  return {
    what: "requests/s",
    target: `≥ ${leastRatio.toFixed(2)} × ${theirs}`,
    found: describe(ratio),
    ok: ratio.median >= leastRatio,
  };
}

function judgeP99({ mostP99Ratio, theirs }: YardstickPlan, rounds: readonly Round[]): Verdict[] {
  if (mostP99Ratio === undefined) return [];
  const ratio = compare(rounds, ({ p99Ms }) => p99Ms);
  return [
    {
      what: "p99",
      target: `≤ ${mostP99Ratio.toFixed(2)} × ${theirs}`,
      found: describe(ratio),
      ok: ratio.median <= mostP99Ratio,
    },
  ];
}

/** On either side: a server that refuses is fast. */
function judgeFailures(rounds: readonly Round[]): Verdict {
  const sum = (side: keyof Round) => rounds.reduce((total, round) => total + round[side].failed, 0);
  const [ours, theirs] = [sum("ours"), sum("theirs")];
  return { what: "failed", target: "0", found: `ours ${ours}, theirs ${theirs}`, ok: ours + theirs === 0 };
}

function describe({ median, lowest, highest }: Spread): string {
  return `${median.toFixed(2)} × (${lowest.toFixed(2)} to ${highest.toFixed(2)})`;
}
