import { Html } from "@elysiajs/html";
import type { Row } from "../result.ts";
import { distributionChart } from "./charts/distribution.ts";
import { cpuChart, memoryChart } from "./charts/processes.ts";
import { latencyChart, rateChart } from "./charts/timeline.ts";
import { Figure } from "./figure.tsx";
import { bytes, count, duration, percent, plural, time } from "./figures.ts";
import { Mark, Verdicts } from "./verdicts.tsx";
import { failedOf, successOf, titleOf, totalOf } from "./words.ts";

const charts = [distributionChart, rateChart, latencyChart, memoryChart, cpuChart];

/** Everything about one row: what was found in words, and the charts. */
export function Scenario({ row, id }: { row: Row; id: string }): JSX.Element {
  const title = titleOf(row);
  const figures = charts.map(chartOf => <Figure chart={chartOf(row)} of={title} />).filter(Boolean);
  return (
    <section class="scenario" id={id} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>
        <Mark ok={failedOf(row).length === 0} /> <span safe>{title}</span>
      </h3>
      <p safe>{summaryOf(row)}</p>
      <Note text={row.note} />
      <Verdicts verdicts={row.verdicts} />
      <Marks marks={row.marks} />
      <Charts figures={figures} />
    </section>
  );
}

function Charts({ figures }: { figures: JSX.Element[] }): JSX.Element {
  if (figures.length === 0) return <p class="quiet">No second of it was recorded.</p>;
  return <div class="charts">{figures}</div>;
}

/** "12,000 requests in 10 s, 100 % of them well; 8 MB/s. …" */
function summaryOf({
  scenario,
  counts,
  durationS,
  bytesPerSecond,
  askedAgain,
  wholeAfterMs,
  limit,
}: Row): string {
  const total = totalOf(counts);
  const success = total > 0 ? `, ${percent(successOf(counts))} of them answered well` : "";
  return [
    `${scenario}: ${plural(total, "request")} in ${duration(durationS)}${success}; ${bytes(bytesPerSecond)}/s.`,
    askedAgain > 0 ? `${count(askedAgain)} asked again on a new connection, as browsers do.` : "",
    wholeAfterMs === undefined ? "" : `Every instance was in rotation again after ${time(wholeAfterMs)}.`,
    limits[limit],
  ]
    .filter(Boolean)
    .join(" ");
}

const limits: Record<Row["limit"], string> = {
  stack: "The stack was the limit.",
  generator: "The generator was the limit: the stack can do more.",
  none: "Nobody was at the limit.",
};

function Note({ text }: { text: string | undefined }): JSX.Element {
  if (!text) return "";
  return (
    <p class="note" safe>
      {text}
    </p>
  );
}

/** What the numbered lines in the charts stand for. */
function Marks({ marks }: Pick<Row, "marks">): JSX.Element {
  if (marks.length === 0) return "";
  return (
    <ol class="marks" aria-label="Marked in the charts">
      {marks.map(({ atS, text }) => (
        <li>
          <span safe>{text}</span> <span class="quiet" safe>{`at ${duration(atS)}`}</span>
        </li>
      ))}
    </ol>
  );
}
