import { Html } from "@elysiajs/html";
import type { Run } from "../result.ts";
import { type Comparison, change, compareRuns } from "./compare.ts";
import { DataTable } from "./data-table.tsx";
import { date, ms, percent, rate, ratio } from "./figures.ts";
import { olderSite } from "./older-site.ts";
import { namesOf, successOf, titleOf } from "./words.ts";

/** Beside the older site's own report; nothing where no row of this run does the same. */
export function OlderSite({ run: { rows } }: { run: Run }): JSX.Element {
  const lines = olderSite.flatMap(({ scenario, title, success, requestsPerSecond }) => {
    const row = rows.find(one => one.scenario === scenario && one.pace === "flat out");
    if (!row) return [];
    const faster = change(requestsPerSecond, row.requestsPerSecond).ratio;
    const now = [percent(successOf(row.counts)), rate(row.requestsPerSecond), ratio(faster)];
    return [[title, percent(success), requestsPerSecond.toFixed(1), ...now]];
  });
  if (lines.length === 0) return "";
  return (
    <section id="older-site" aria-labelledby="older-site-title">
      <h2 id="older-site-title">Beside the older site</h2>
      <p>
        What the report of the site before this one says of the same loads. It was measured on another
        machine.
      </p>
      <DataTable
        caption="The older site’s report and this run"
        headings={["Load", "Success then", "Requests/s then", "Success now", "Requests/s now", "Ratio"]}
        rows={lines}
      />
    </section>
  );
}

/** What changed since an older run; nothing where there is none. */
export function Changes({ run, older }: { run: Run; older: Run | undefined }): JSX.Element {
  if (!older) return "";
  const comparison = compareRuns(run, older);
  const { rows, yardsticks, onlyNow, onlyOlder } = comparison;
  return (
    <section id="changes" aria-labelledby="changes-title">
      <h2 id="changes-title">Since the older run</h2>
      <p safe>{`Compared with commit ${older.commit} of ${date(older.startedAt)}.`}</p>
      <Warnings comparison={comparison} />
      {rows.length > 0 && (
        <DataTable caption="Rows of both runs" headings={["Row", ...rowHeadings]} rows={rows.map(cellsOf)} />
      )}
      {yardsticks.length > 0 && (
        <DataTable
          caption="Yardsticks of both runs"
          headings={["Yardstick", "Median then", "Median now", "Ratio"]}
          rows={yardsticks.map(({ yardstick, ratio: { older, now, ratio: factor } }) => [
            yardstick.title,
            ratio(older),
            ratio(now),
            ratio(factor),
          ])}
        />
      )}
      <Only title="Only in this run" names={namesOf(onlyNow)} />
      <Only title="Only in the older run" names={namesOf(onlyOlder)} />
    </section>
  );
}

const rowHeadings = ["Requests/s", "p99 ms", "Success"].flatMap(what => [
  `${what} then`,
  `${what} now`,
  "Ratio",
]);

function cellsOf({ row, requestsPerSecond, p99, success }: Comparison["rows"][number]): string[] {
  return [
    titleOf(row),
    rate(requestsPerSecond.older),
    rate(requestsPerSecond.now),
    ratio(requestsPerSecond.ratio),
    ms(p99.older),
    ms(p99.now),
    ratio(p99.ratio),
    percent(success.older),
    percent(success.now),
    ratio(success.ratio),
  ];
}

function Warnings({ comparison: { warnings } }: { comparison: Comparison }): JSX.Element {
  if (warnings.length === 0) return "";
  return (
    <div class="note">
      <p>Not everything was the same:</p>
      <ul>
        {warnings.map(warning => (
          <li safe>{warning}</li>
        ))}
      </ul>
    </div>
  );
}

function Only({ title, names }: { title: string; names: string }): JSX.Element {
  if (names === "") return "";
  return (
    <p>
      <strong safe>{`${title}:`}</strong> <span safe>{names}</span>
    </p>
  );
}
