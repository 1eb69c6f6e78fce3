import { line, ruleY } from "@observablehq/plot";
import type { Row } from "../../result.ts";
import { bytes, cores, count } from "../figures.ts";
import { binProcesses, type Series } from "./bins.ts";
import { type Chart, strokeOf } from "./chart.ts";
import { endLabels, type Label } from "./labels.ts";
import { linearDomain } from "./scales.ts";
import { clockOf, drawOverTime, stepNote } from "./timeline.ts";

interface Quantity {
  title: string;
  caption: string;
  of: (point: Series["points"][number]) => number;
  write: (value: number) => string;
}

/** Resident memory of each process over time; undefined where none was watched. */
export function memoryChart(row: Row): Chart | undefined {
  const of = ({ memoryBytes }: Series["points"][number]) => memoryBytes / 1e6;
  const write = (value: number) => bytes(value * 1e6);
  return chartOf(row, { title: "Memory", caption: "Resident memory of each process, in MB", of, write });
}

/** CPU of each process over time. */
export function cpuChart(row: Row): Chart | undefined {
  return chartOf(row, {
    title: "CPU",
    caption: "Of each process, in cores: 1 is one core busy",
    of: ({ cpu }) => cpu,
    write: cores,
  });
}

function chartOf(row: Row, quantity: Quantity): Chart | undefined {
  const clock = clockOf(row);
  const series = binProcesses(row.processes, clock.stepS);
  const values = series.flatMap(({ points }) => points.map(quantity.of)).filter(Number.isFinite);
  if (values.length === 0) return;
  return {
    title: quantity.title,
    caption: `${quantity.caption}${stepNote(clock)}`,
    pictures: [picture(row, series, quantity)],
    headings: ["Second", ...series.map(({ name }) => name)],
    rows: tableOf(series, quantity),
  };
}

const lineHeight = 13;

function picture(row: Row, series: readonly Series[], { title, of, write }: Quantity): string {
  const height = Math.max(210, series.length * lineHeight + 70);
  const values = series.flatMap(({ points }) => points.map(of)).filter(Number.isFinite);
  return drawOverTime(row, clockOf(row), {
    ariaLabel: `${title} of ${series.map(({ name }) => name).join(", ")}; the most is ${write(Math.max(...values))}`,
    height,
    marginRight: 14 + labelWidth(series),
    y: { domain: linearDomain(values), ticks: 4, grid: true, label: null },
    marks: [
      ...series.map(({ points }, index) =>
        line(points, { x: "atS", y: of, ...strokeOf(index), strokeWidth: 1.75 }),
      ),
      ruleY([0]),
      endLabels(
        series.flatMap(one => lastOf(one, of)),
        { gap: lineHeight, low: 26, high: height - 40 },
      ),
    ],
  });
}

/** As much as there is room for beside the chart. */
const longestName = 16;

function shorten(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
}

function labelWidth(series: readonly Series[]): number {
  return 6.6 * Math.max(...series.map(({ name }) => shorten(name).length));
}

function lastOf({ name, points }: Series, of: Quantity["of"]): Label[] {
  const last = points.findLast(point => Number.isFinite(of(point)));
  return last ? [{ x: last.atS, y: of(last), text: shorten(name) }] : [];
}

function tableOf(series: readonly Series[], { of, write }: Quantity): string[][] {
  const times = series[0]?.points.map(({ atS }) => atS) ?? [];
  return times.map((atS, index) => [
    count(atS),
    ...series.map(({ points }) =>
      write(of(points[index] ?? { atS, memoryBytes: Number.NaN, cpu: Number.NaN })),
    ),
  ]);
}
