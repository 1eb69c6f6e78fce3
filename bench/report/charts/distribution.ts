import { axisX, rect, ruleY } from "@observablehq/plot";
import type { Row } from "../../result.ts";
import { count, percent, time } from "../figures.ts";
import type { Chart } from "./chart.ts";
import { draw } from "./draw.ts";
import { lineHeight, type Place, places } from "./labels.ts";
import { linearDomain, logDomain, logTick, logTicks } from "./scales.ts";

interface Bar {
  fromMs: number;
  upToMs: number;
  count: number;
}

/** How long the successes of a row took, on a logarithmic axis; undefined where nothing succeeded. */
export function distributionChart({ distribution, latencyMs, counts }: Row): Chart | undefined {
  const bars = barsOf(distribution);
  if (bars.length === 0 || counts.ok === 0) return;
  const total = bars.reduce((sum, bar) => sum + bar.count, 0);
  const share = (bar: Bar) => (bar.count / total) * 100;
  const marked = placesOf(latencyMs);
  const domain = logDomain([
    ...bars.flatMap(({ fromMs, upToMs }) => [fromMs, upToMs]),
    ...marked.map(({ x }) => x),
  ]);
  const picture = draw({
    ariaLabel: `Latency of successes: ${marked.map(({ text }) => text).join(", ")}`,
    marginTop: 10 + marked.length * lineHeight,
    height: 196 + marked.length * lineHeight,
    x: { type: "log", domain },
    y: {
      domain: linearDomain(bars.map(share)),
      ticks: 4,
      grid: true,
      label: null,
      tickFormat: value => `${value} %`,
    },
    marks: [
      rect(bars, { x1: "fromMs", x2: "upToMs", y1: 0, y2: share, fill: "var(--chart-1)", insetRight: 0.5 }),
      ruleY([0]),
      axisX(logTicks(domain), { text: logTick, label: "ms" }),
      ...places(marked, logShare(domain)),
    ],
  });
  return {
    title: "Latency",
    caption: "How long successes took, on a logarithmic axis",
    pictures: [picture],
    headings: ["Up to", "Successes", "Share"],
    rows: bars.map(bar => [time(bar.upToMs), count(bar.count), percent(bar.count / total)]),
  };
}

function placesOf({ p50, p99, max }: Row["latencyMs"]): Place[] {
  const all = [
    { x: p50, text: `p50 ${time(p50)}` },
    { x: p99, text: `p99 ${time(p99)}`, strokeDasharray: "5 3" },
    { x: max, text: `max ${time(max)}`, strokeDasharray: "1.5 3" },
  ];
  return all.filter(({ x }) => Number.isFinite(x) && x > 0);
}

/** Narrowest bar, as a factor from its left to its right end: ten of them are a tenfold. */
const narrowest = 10 ** 0.1;

/**
 * Takes buckets together until each is wide enough to be seen. A bar reaches no farther to the left than the narrowest would: where a
 * bucket is missing, nothing was found. What took no time at all goes into the first bar, since nothing has no place on the axis.
 */
function barsOf(buckets: Row["distribution"]): Bar[] {
  const filled = buckets.filter(({ upToMs, count }) => Number.isFinite(upToMs) && count > 0);
  const bars: Bar[] = [];
  let left = 0;
  let pending = 0;
  for (const [index, { upToMs, count }] of filled.entries()) {
    pending += count;
    const isLast = index === filled.length - 1;
    const isWide = upToMs > 0 && upToMs >= left * narrowest * 0.999;
    if (!isWide && !(isLast && upToMs > left)) continue;
    bars.push({ fromMs: Math.max(left, upToMs / narrowest), upToMs, count: pending });
    left = upToMs;
    pending = 0;
  }
  return bars;
}

function logShare([low, high]: readonly [number, number]): (x: number) => number {
  return x => Math.log(x / low) / Math.log(high / low);
}
