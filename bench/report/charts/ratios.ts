import { dot, ruleX } from "@observablehq/plot";
import type { Yardstick } from "../../result.ts";
import { count, ms, nothing, rate, ratio } from "../figures.ts";
import type { Chart } from "./chart.ts";
import { draw } from "./draw.ts";
import { lineHeight, type Place, places } from "./labels.ts";

/** A dot for each round beside the target; undefined where no round has a ratio. */
export function ratioChart(yardstick: Yardstick): Chart | undefined {
  const rounds = ratiosOf(yardstick).map((value, index) => ({ value, round: index + 1 }));
  const drawn = rounds.filter(({ value }) => isDrawn(value));
  if (drawn.length === 0) return;
  const marked = placesOf(yardstick).filter(({ x }) => isDrawn(x));
  return {
    title: yardstick.title,
    caption: `${yardstick.ours} to ${yardstick.theirs}, requests/s; ${count(yardstick.connections)} connections, ${yardstick.generator}`,
    pictures: [picture(drawn, marked)],
    headings: [
      "Round",
      "Ours/s",
      "Theirs/s",
      "Ratio",
      "Ours p99 ms",
      "Theirs p99 ms",
      "Ours failed",
      "Theirs failed",
    ],
    rows: yardstick.rounds.map(roundCells),
  };
}

function picture(rounds: readonly { value: number; round: number }[], marked: readonly Place[]): string {
  const all = [1, ...rounds.map(({ value }) => value), ...marked.map(({ x }) => x)];
  const margin = 0.05 * Math.max(...all);
  const [low, high] = [Math.min(...all) - margin, Math.max(...all) + margin];
  return draw({
    ariaLabel: `Ratio of each round; ${marked.map(({ text }) => text).join(", ")}`,
    height: 64 + marked.length * lineHeight + rounds.length * 13,
    marginTop: 10 + marked.length * lineHeight,
    marginLeft: 62,
    x: { domain: [low, high], ticks: 4, tickFormat: value => ratio(value), label: null },
    y: {
      type: "point",
      domain: rounds.map(({ round }) => round),
      tickFormat: round => `round ${round}`,
      label: null,
    },
    marks: [
      ruleX([1], { stroke: "var(--quiet)", strokeOpacity: 0.5 }),
      ...places(marked, x => (x - low) / (high - low)),
      dot(rounds, { x: "value", y: "round", r: 4.5, fill: "var(--chart-1)" }),
    ],
  });
}

function roundCells({ ours, theirs }: Yardstick["rounds"][number], index: number): string[] {
  return [
    count(index + 1),
    rate(ours.requestsPerSecond),
    rate(theirs.requestsPerSecond),
    ratio(ours.requestsPerSecond / theirs.requestsPerSecond),
    p99Of(ours),
    p99Of(theirs),
    count(ours.failed),
    count(theirs.failed),
  ];
}

function p99Of({ requestsPerSecond, p99Ms }: Yardstick["rounds"][number]["ours"]): string {
  return requestsPerSecond > 0 ? ms(p99Ms) : nothing;
}

function ratiosOf({ rounds }: Yardstick): number[] {
  return rounds.map(({ ours, theirs }) => ours.requestsPerSecond / theirs.requestsPerSecond);
}

function isDrawn(value: number): boolean {
  return Number.isFinite(value) && value > 0;
}

function placesOf(yardstick: Yardstick): Place[] {
  const target = targetOf(yardstick);
  const median = yardstick.ratio.median;
  return [
    { x: median, text: `median ${ratio(median)}` },
    ...(target === undefined
      ? []
      : [{ x: target, text: `target ≥ ${ratio(target)}`, strokeDasharray: "5 3" }]),
  ];
}

/** The least ratio that is asked for, read from its verdict: "≥ 0.85 ×". */
function targetOf({ verdicts }: Yardstick): number | undefined {
  const found = verdicts.map(({ target }) => /^≥ ?([\d.]+) ?×/.exec(target)?.[1]).find(Boolean);
  return found === undefined ? undefined : Number(found);
}
