import { Html } from "@elysiajs/html";
import type { Row } from "../result.ts";
import { Scroll } from "./data-table.tsx";
import { count, ms, nothing, percent, plural, rate, time } from "./figures.ts";
import { Mark, Verdicts } from "./verdicts.tsx";
import {
  ceilingOf,
  type Failure,
  failedOf,
  failuresIn,
  failureWords,
  latencyOf,
  paceOf,
  successOf,
} from "./words.ts";

export interface RowsTableProps {
  title: string;
  rows: readonly { row: Row; id: string }[];
}

const percentiles = [
  { key: "p50", heading: "p50" },
  { key: "p90", heading: "p90" },
  { key: "p99", heading: "p99" },
  { key: "p999", heading: "p99.9" },
  { key: "max", heading: "max" },
] as const;

/** All rows of a group, each with its verdicts. */
export function RowsTable({ title, rows }: RowsTableProps): JSX.Element {
  if (rows.length === 0) return "";
  const failures = failuresIn(rows.map(({ row }) => row));
  const hasFaults = rows.some(({ row }) => row.group === "faults");
  return (
    <Scroll label={title}>
      <table class="rows">
        <caption safe>{title}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="heard">Verdict</span>
            </th>
            <th scope="col">Scenario</th>
            <th scope="col" class="text">
              Targets
            </th>
            <th scope="col">Requests/s</th>
            <th scope="col">Success</th>
            {percentiles.map(({ heading }) => (
              <th scope="col" safe>{`${heading} ms`}</th>
            ))}
            {hasFaults && <th scope="col">Whole after</th>}
            {failures.map(kind => (
              <th scope="col" class="failure" safe>
                {failureWords[kind].heading}
              </th>
            ))}
            <th scope="col" class="text">
              Generator
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(one => (
            <Line {...one} failures={failures} hasFaults={hasFaults} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

interface LineProps {
  row: Row;
  id: string;
  failures: readonly Failure[];
  hasFaults: boolean;
}

function Line({ row, id, failures, hasFaults }: LineProps): JSX.Element {
  const { title, users, counts, requestsPerSecond, wholeAfterMs, verdicts } = row;
  return (
    <tr>
      <td>
        <Mark ok={failedOf(row).length === 0} />
      </td>
      <th scope="row">
        <a href={`#${id}`} safe>
          {title}
        </a>
        <span class="quiet" safe>
          {`${plural(users, "user")}, ${paceOf(row)}`}
        </span>
      </th>
      <td class="text">
        <Verdicts verdicts={verdicts} />
      </td>
      <td safe>{rate(requestsPerSecond)}</td>
      <td safe>{percent(successOf(counts))}</td>
      {percentiles.map(({ key }) => (
        <td safe>{latencyOf(row, key, ms)}</td>
      ))}
      {hasFaults && <td safe>{wholeAfterMs === undefined ? nothing : time(wholeAfterMs)}</td>}
      {failures.map(kind => (
        <td class={counts[kind] > 0 ? "bad" : "quiet"} safe>
          {count(counts[kind])}
        </td>
      ))}
      <td class="text">
        <Generator row={row} />
      </td>
    </tr>
  );
}

function Generator({ row }: { row: Row }): JSX.Element {
  const { generator, ceiling, limit } = row;
  const most = ceiling ? `ceiling ${ceilingOf(row)}` : "ceiling not measured";
  return (
    <>
      <span safe>{generator}</span>{" "}
      <span class="quiet" safe>
        {most}
      </span>
      {limit === "generator" && <strong class="limit">was the limit</strong>}
    </>
  );
}
