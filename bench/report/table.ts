import { passed, type Row, type Run, type Yardstick } from "../result.ts";
import { alignColumns, type Column, splitColumns, wrapText } from "./columns.ts";
import { count, date, duration, ms, nothing, percent, rate, ratio } from "./figures.ts";
import { type Paint, painter } from "./paint.ts";
import {
  ceilingOf,
  describeMachine,
  describeRepeats,
  describeVerdict,
  describeVersions,
  failedOf,
  failuresIn,
  failureWords,
  groups,
  headline,
  latencyOf,
  namesOf,
  paceOf,
  successOf,
} from "./words.ts";

export interface TextOptions {
  /** Whether the reader's terminal shows colours: not where NO_COLOR is set or the text goes into a file. */
  colour: boolean;
  /** Columns of the terminal. */
  width: number;
}

type Print = TextOptions & { paint: Paint };

/** A run as text for a terminal: a line for each row and yardstick, what failed beneath it, and the verdict as the last line. */
export function renderTable(run: Run, options: TextOptions): string {
  const print = { ...options, paint: painter(options.colour) };
  const blocks = [
    about(run, print),
    ...groups.map(({ name, title }) =>
      rowsBlock(
        title,
        run.rows.filter(({ group }) => group === name),
        print,
      ),
    ),
    yardsticksBlock(run.yardsticks, print),
    verdict(run, print),
  ];
  return `${blocks
    .filter(lines => lines.length > 0)
    .map(lines => lines.join("\n"))
    .join("\n\n")}\n`;
}

function about(run: Run, { width, paint }: Print): string[] {
  const measured = run.url ? `measured ${run.url}` : undefined;
  const how = [date(run.startedAt), `took ${duration(run.durationS)}`, describeRepeats(run.repeats)];
  const facts = [
    [run.command, `commit ${run.commit}`, measured].filter(Boolean).join(" · "),
    how.join(" · "),
    describeMachine(run.machine),
    describeVersions(run.machine),
  ];
  return facts.flatMap(fact => wrapText(fact, { width })).map(paint.quiet);
}

function rowsBlock(title: string, rows: Row[], print: Print): string[] {
  if (rows.length === 0) return [];
  const failures = failuresIn(rows).map(
    (kind): Column<Row> => ({
      heading: failureWords[kind].heading,
      cell: ({ counts }) => count(counts[kind]),
    }),
  );
  const figures = [...figureColumns(rows), ...limitColumns, ...failures];
  // What has no room beside the rest stands beneath it, for the same rows.
  const [first = [], ...others] = splitColumns(rows, { names: identity, figures, width: print.width });
  return [
    `${print.paint.bold(title)} ${print.paint.quiet("(latency in ms)")}`,
    ...withDetails(alignColumns(rows, first), rows, print),
    ...others.flatMap(columns => withHeading(alignColumns(rows, columns), print)),
    ...generatorNote(rows, print),
  ];
}

const identity: Column<Row>[] = [
  { heading: "", align: "left", cell: mark },
  { heading: "scenario", align: "left", cell: ({ scenario }) => scenario },
  { heading: "pace", align: "left", cell: paceOf },
];

function figureColumns(rows: Row[]): Column<Row>[] {
  const whole: Column<Row> = {
    heading: "whole",
    cell: ({ wholeAfterMs }) => (wholeAfterMs === undefined ? nothing : ms(wholeAfterMs)),
  };
  const hasFaults = rows.some(({ group }) => group === "faults");
  return [
    { heading: "users", cell: ({ users }) => count(users) },
    { heading: "req/s", cell: ({ requestsPerSecond }) => rate(requestsPerSecond) },
    { heading: "success", cell: ({ counts }) => percent(successOf(counts)) },
    { heading: "p50", cell: row => latencyOf(row, "p50", ms) },
    { heading: "p99", cell: row => latencyOf(row, "p99", ms) },
    // What somebody waited longest while something was broken.
    { heading: hasFaults ? "longest" : "max", cell: row => latencyOf(row, "max", ms) },
    ...(hasFaults ? [whole] : []),
  ];
}

const limitColumns: Column<Row>[] = [
  { heading: "ceiling", cell: ceilingOf },
  { heading: "limit", align: "left", cell: ({ limit }) => limit },
];

function generatorNote(rows: Row[], { width, paint }: Print): string[] {
  if (!rows.some(({ limit }) => limit === "generator")) return [];
  const text = "limit “generator”: it could do no more; the stack can do more than what stands in that row.";
  return wrapText(text, { width, indent: "  " }).map(paint.quiet);
}

/** Each line with what a reader must know of it beneath. */
function withDetails(
  [heading = "", ...lines]: string[],
  all: readonly (Row | Yardstick)[],
  print: Print,
): string[] {
  const { width, paint } = print;
  const details = lines.flatMap((line, index) => {
    const one = all[index];
    if (!one) return [line];
    const failed = failedOf(one).flatMap(verdict =>
      wrapText(`✗ ${describeVerdict(verdict)}`, { width, indent: "   " }).map(paint.bad),
    );
    const note = wrapText(one.note ?? "", { width, indent: "   " }).map(paint.quiet);
    return [paintMark(line, one, paint), ...failed, ...note];
  });
  return withHeading([heading, ...details], print);
}

function withHeading([heading = "", ...lines]: string[], { paint }: Print): string[] {
  return [paint.quiet(heading), ...lines];
}

function mark(one: Pick<Row | Yardstick, "verdicts">): string {
  return failedOf(one).length === 0 ? "✓" : "✗";
}

function paintMark(line: string, one: Row | Yardstick, paint: Paint): string {
  return failedOf(one).length === 0
    ? line.replace("✓", () => paint.good("✓"))
    : line.replace("✗", () => paint.bad("✗"));
}

function yardsticksBlock(yardsticks: Yardstick[], print: Print): string[] {
  if (yardsticks.length === 0) return [];
  const columns: Column<Yardstick>[] = [
    { heading: "", align: "left", cell: mark },
    { heading: "yardstick", align: "left", cell: ({ name }) => name },
    { heading: "ours : theirs", cell: one => ratio(one.ratio.median) },
    { heading: "lowest", cell: one => ratio(one.ratio.lowest) },
    { heading: "highest", cell: one => ratio(one.ratio.highest) },
    { heading: "rounds", cell: ({ rounds }) => count(rounds.length) },
    { heading: "target", align: "left", cell: targetsOf },
  ];
  return [
    print.paint.bold("Yardsticks"),
    ...withDetails(alignColumns(yardsticks, columns), yardsticks, print),
  ];
}

/** "≥ 0.85 ×", and of several "≥ 1.00 ×, p99 ≤ theirs". */
function targetsOf({ verdicts }: Yardstick): string {
  const [first, ...others] = verdicts;
  if (!first) return nothing;
  return [first.target, ...others.map(({ what, target }) => `${what} ${target}`)].join(", ");
}

function verdict(run: Run, { width, paint }: Print): string[] {
  if (passed(run)) return [paint.good(`✓ Passed: ${headline(run)}`)];
  const names = namesOf([...run.rows, ...run.yardsticks].filter(one => failedOf(one).length > 0));
  const text = `✗ Failed: ${headline(run)}${names && `: ${names}`}`;
  return wrapText(text, { width }).map(paint.bad);
}
