import type { Run } from "../result.ts";
import { alignColumns, type Column, wrapText } from "./columns.ts";
import { type Comparison, compareRuns } from "./compare.ts";
import { ms, percent, rate, ratio } from "./figures.ts";
import { painter } from "./paint.ts";
import type { TextOptions } from "./table.ts";
import { namesOf, paceOf } from "./words.ts";

/** A run beside an older one as text for a terminal: what differs outside of them, each row's figures then and now, and what only one has. */
export function renderComparison(run: Run, older: Run, { colour, width }: TextOptions): string {
  const { warnings, rows, yardsticks, onlyNow, onlyOlder } = compareRuns(run, older);
  const { bold, quiet } = painter(colour);
  const wrapped = (text: string, indent = "") => wrapText(text, { width, indent });
  const lines = [
    bold(`Since commit ${older.commit}`),
    ...warnings.flatMap(warning => wrapped(`! ${warning}`, "  ")).map(quiet),
    ...(rows.length > 0 ? alignColumns(rows, rowColumns) : []),
    ...(yardsticks.length > 0 ? ["", ...alignColumns(yardsticks, yardstickColumns)] : []),
    ...(onlyNow.length > 0 ? wrapped(`Only in this run: ${namesOf(onlyNow)}`) : []),
    ...(onlyOlder.length > 0 ? wrapped(`Only in the older run: ${namesOf(onlyOlder)}`) : []),
  ];
  return `${lines.join("\n")}\n`;
}

const rowColumns: Column<Comparison["rows"][number]>[] = [
  { heading: "scenario", align: "left", cell: ({ row }) => row.scenario },
  { heading: "pace", align: "left", cell: ({ row }) => paceOf(row) },
  { heading: "req/s then", cell: ({ requestsPerSecond }) => rate(requestsPerSecond.older) },
  { heading: "now", cell: ({ requestsPerSecond }) => rate(requestsPerSecond.now) },
  { heading: "", cell: ({ requestsPerSecond }) => ratio(requestsPerSecond.ratio) },
  { heading: "p99 then", cell: ({ p99 }) => ms(p99.older) },
  { heading: "now", cell: ({ p99 }) => ms(p99.now) },
  { heading: "", cell: ({ p99 }) => ratio(p99.ratio) },
  { heading: "success then", cell: ({ success }) => percent(success.older) },
  { heading: "now", cell: ({ success }) => percent(success.now) },
];

const yardstickColumns: Column<Comparison["yardsticks"][number]>[] = [
  { heading: "yardstick", align: "left", cell: ({ yardstick }) => yardstick.name },
  { heading: "then", cell: one => ratio(one.ratio.older) },
  { heading: "now", cell: one => ratio(one.ratio.now) },
];
