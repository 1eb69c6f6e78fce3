import { Html } from "@elysiajs/html";
import type { Row } from "../result.ts";
import { RowsTable } from "./rows-table.tsx";
import { type Failure, failuresIn, failureWords, groups } from "./words.ts";

/** All rows in their groups, and how to read them. */
export function Results({ rows, ids }: { rows: readonly Row[]; ids: readonly string[] }): JSX.Element {
  if (rows.length === 0) return "";
  const failures = failuresIn(rows);
  const numbered = rows.map((row, index) => ({ row, id: ids[index] ?? "" }));
  return (
    <section id="results" aria-labelledby="results-title">
      <h2 id="results-title">Results</h2>
      {groups.map(({ name, title }) => (
        <RowsTable title={title} rows={numbered.filter(({ row }) => row.group === name)} />
      ))}
      <Legend failures={failures} />
    </section>
  );
}

const terms = [
  {
    term: "Success",
    meaning:
      "200, or a 304 that was asked for, with the right length and ETag. Cut, not rounded: 100 % is every single one.",
  },
  {
    term: "Flat out, every n s",
    meaning:
      "A closed loop, in which each user asks again as soon as answered; or people, who ask every n seconds, their latency counted from when the request was due.",
  },
  {
    term: "p50 to max",
    meaning: "How long successes took: half of them took no longer than p50, 99 in 100 no longer than p99.",
  },
  {
    term: "Generator",
    meaning:
      "“Up to” is what it reached in this run against an answer of the same size from a server with nothing to do. Where it was the limit, the stack can do more.",
  },
];

function Legend({ failures }: { failures: readonly Failure[] }): JSX.Element {
  const all = [
    ...terms,
    ...failures.map(kind => ({ term: failureWords[kind].heading, meaning: failureWords[kind].meaning })),
  ];
  return (
    <details class="legend">
      <summary>What the columns mean</summary>
      <dl>
        {all.map(({ term, meaning }) => (
          <div>
            <dt safe>{term}</dt>
            <dd safe>{meaning}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
