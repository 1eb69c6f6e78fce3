import { axisY, gridY, line, type Markish, rectY, ruleY, text } from "@observablehq/plot";
import type { Row } from "../../result.ts";
import { count, ms, rate, time } from "../figures.ts";
import { type Bin, binSeconds, stepOf } from "./bins.ts";
import { type Chart, strokeOf } from "./chart.ts";
import { type Drawing, draw, marginLeft, width } from "./draw.ts";
import { endLabels, halo, numberedMarks } from "./labels.ts";
import { linearDomain, logDomain, logTick, logTicks } from "./scales.ts";

/** What all charts over time of a row have in common: they stand under each other. */
export interface Clock {
  /** Seconds that one point stands for. */
  stepS: number;
  endS: number;
}

export function clockOf({ durationS, timeline, processes }: Row): Clock {
  const last = [...timeline, ...processes].reduce((latest, { atS }) => Math.max(latest, atS), 0);
  const endS = Math.max(1, last, Number.isFinite(durationS) ? durationS : 0);
  return { stepS: stepOf(endS), endS };
}

/** "each point is 3 s", where it is not one second. */
export function stepNote({ stepS }: Clock): string {
  return stepS === 1 ? "" : `; each point stands for ${stepS} s`;
}

/** A drawing with seconds as its x axis and the row's marks in it. */
export function drawOverTime(
  { marks: faults }: Pick<Row, "marks">,
  { endS }: Clock,
  { marginRight = 14, marks, ...options }: Drawing,
): string {
  return draw({
    marginRight,
    x: { domain: [0, endS], ticks: 6, label: "s" },
    ...options,
    marks: [...numberedMarks(faults, { low: marginLeft, high: width - marginRight }), ...marks],
  });
}

/** Answers of each second beside what the generator could have asked, and beneath it the failures where there were any. */
export function rateChart(row: Row): Chart | undefined {
  const clock = clockOf(row);
  const bins = binSeconds(row.timeline, clock.stepS);
  if (bins.length === 0) return;
  const hasFailed = bins.some(({ failed }) => failed > 0);
  return {
    title: "Requests per second",
    caption: `Successes per second${hasFailed ? ", and failed requests beneath" : "; no request failed"}${stepNote(clock)}`,
    pictures: [rates(row, bins, clock), ...(hasFailed ? [failures(row, bins, clock)] : [])],
    headings: ["Second", "Successes/s", "Failed"],
    rows: bins.map(({ atS, ok, failed }) => [count(atS), rate(ok), count(failed)]),
  };
}

function rates(row: Row, bins: readonly Bin[], clock: Clock): string {
  const values = bins.map(({ ok }) => ok);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  // Of a paced row it is a time: see the table.
  const ceiling = row.pace === "flat out" ? row.ceiling?.requestsPerSecond : undefined;
  // The label of the ceiling has room above. A ceiling far above would press the line to the ground: then it is a word.
  const isNear = ceiling !== undefined && ceiling <= 5 * high;
  return drawOverTime(row, clock, {
    ariaLabel: `Successes per second, from ${rate(low)} to ${rate(high)}${ceiling === undefined ? "" : `; the ceiling is ${rate(ceiling)}`}`,
    y: {
      domain: linearDomain([1.15 * (isNear ? Math.max(high, ceiling) : high)]),
      ticks: 4,
      grid: true,
      tickFormat: compact,
      label: null,
    },
    marks: [
      line(bins, { x: "atS", y: "ok", ...strokeOf(0), strokeWidth: 2 }),
      ruleY([0]),
      ...(ceiling === undefined ? [] : ceilingMarks(ceiling, isNear)),
    ],
  });
}

function ceilingMarks(ceiling: number, isNear: boolean): Markish[] {
  const label = `ceiling ${rate(ceiling)}`;
  const options = { textAnchor: "end", fill: "currentColor", ...halo } as const;
  if (!isNear) return [text([`↑ ${label}`], { ...options, frameAnchor: "top-right" })];
  return [
    ruleY([ceiling], { stroke: "currentColor", strokeDasharray: "8 3 2 3" }),
    text([ceiling], { ...options, y: value => value, text: () => label, frameAnchor: "right", dy: -9 }),
  ];
}

function failures(row: Row, bins: readonly Bin[], clock: Clock): string {
  const values = bins.map(({ failed }) => failed);
  const total = values.reduce((sum, value) => sum + value, 0);
  const half = clock.stepS / 2;
  const bars = bins.map(({ atS, failed }) => ({
    x1: Math.max(0, atS - half),
    x2: Math.min(clock.endS, atS + half),
    failed,
  }));
  return drawOverTime(row, clock, {
    ariaLabel: `Failed requests, ${count(total)} altogether`,
    height: 110,
    y: {
      domain: linearDomain(values),
      ticks: 2,
      grid: true,
      tickFormat: compact,
      label: "failed",
      labelArrow: "none",
    },
    marks: [
      rectY(bars, { x1: "x1", x2: "x2", y: "failed", fill: "var(--bad)", insetRight: 0.5 }),
      ruleY([0]),
    ],
  });
}

const lines = [
  { key: "p50Ms", text: "p50" },
  { key: "p99Ms", text: "p99" },
  { key: "maxMs", text: "max" },
] as const;

/** Latency of each second: a gap where nothing succeeded. */
export function latencyChart(row: Row): Chart | undefined {
  const clock = clockOf(row);
  const bins = binSeconds(row.timeline, clock.stepS);
  const values = bins.flatMap(bin => lines.map(({ key }) => bin[key])).filter(value => value > 0);
  if (values.length === 0) return;
  const domain = logDomain(values);
  const height = 210;
  const picture = drawOverTime(row, clock, {
    ariaLabel: `Latency over time; the slowest success took ${time(Math.max(...values))}`,
    height,
    marginRight: 40,
    y: { type: "log", domain },
    marks: [
      gridY(logTicks(domain)),
      axisY(logTicks(domain), { text: logTick, label: null }),
      ...lines.map(({ key }, index) =>
        line(bins, {
          x: "atS",
          y: bin => (bin[key] > 0 ? bin[key] : Number.NaN),
          ...strokeOf(index),
          strokeWidth: 2,
        }),
      ),
      endLabels(
        lines.flatMap(({ key, text }) => lastOf(bins, key, text)),
        { gap: 13, low: 24, high: height - 34 },
      ),
    ],
  });
  return {
    title: "Latency over time",
    caption: `Of successes, in ms, on a logarithmic axis${stepNote(clock)}`,
    pictures: [picture],
    headings: ["Second", "p50 ms", "p99 ms", "max ms"],
    rows: bins.map(bin => [count(bin.atS), ...lines.map(({ key }) => ms(bin[key]))]),
  };
}

function lastOf(bins: readonly Bin[], key: (typeof lines)[number]["key"], text: string) {
  const last = bins.findLast(bin => bin[key] > 0);
  return last ? [{ x: last.atS, y: last[key], text }] : [];
}

/** "8K": there is little room beside an axis. */
function compact(value: number): string {
  return value.toLocaleString("en", { notation: "compact" });
}
