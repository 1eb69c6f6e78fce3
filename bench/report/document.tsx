import { Html } from "@elysiajs/html";
import { Document } from "../../views/document.tsx";
import type { Run } from "../result.ts";
import { Changes, OlderSite } from "./changes.tsx";
import css from "./report.css" with { type: "text" };
import { Results } from "./results.tsx";
import { Scenario } from "./scenario.tsx";
import { Summary } from "./summary.tsx";
import { headline } from "./words.ts";
import { Yardsticks } from "./yardsticks.tsx";

export interface ReportOptions {
  /** An older run to set beside this one. */
  compare?: Run | undefined;
}

/**
 * A run as one HTML file that needs nothing else: no script, no font, no request.
 *
 * @param run may be incomplete, and its rows empty
 * @returns the document, UTF-8
 */
export function renderReport(run: Run, { compare }: ReportOptions = {}): string {
  const ids = run.rows.map((_, index) => `row-${index + 1}`);
  return String(
    <Document
      language="en"
      direction="ltr"
      style={css}
      head={<Head title={`Vitae bench: ${headline(run)}`} />}
    >
      <Body run={run} ids={ids} older={compare} />
    </Document>,
  );
}

/** The policy makes sure that the file asks nobody for anything, the icon that no browser asks for one. */
function Head({ title }: { title: string }): JSX.Element {
  return (
    <>
      <meta
        http-equiv="Content-Security-Policy"
        content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"
      />
      <title safe>{title}</title>
      <link rel="icon" href="data:," />
    </>
  );
}

function Body({
  run,
  ids,
  older,
}: {
  run: Run;
  ids: readonly string[];
  older: Run | undefined;
}): JSX.Element {
  return (
    <>
      <a class="skip" href="#main">
        Skip to the results
      </a>
      <Summary run={run} ids={ids} />
      <Contents run={run} older={older} />
      <main id="main" tabindex="-1">
        <Results rows={run.rows} ids={ids} />
        <Yardsticks yardsticks={run.yardsticks} />
        <OlderSite run={run} />
        <Changes run={run} older={older} />
        <Scenarios run={run} ids={ids} />
      </main>
    </>
  );
}

function Contents({ run, older }: { run: Run; older: Run | undefined }): JSX.Element {
  const parts = [
    { id: "results", title: "Results", isThere: run.rows.length > 0 },
    { id: "yardsticks", title: "Yardsticks", isThere: run.yardsticks.length > 0 },
    { id: "changes", title: "Since the older run", isThere: older !== undefined },
    { id: "scenarios", title: "Each scenario", isThere: run.rows.length > 0 },
  ];
  return (
    <nav aria-label="Parts">
      <ul>
        {parts
          .filter(({ isThere }) => isThere)
          .map(({ id, title }) => (
            <li>
              <a href={`#${id}`} safe>
                {title}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}

function Scenarios({ run: { rows }, ids }: { run: Run; ids: readonly string[] }): JSX.Element {
  if (rows.length === 0) return "";
  return (
    <section id="scenarios" aria-labelledby="scenarios-title">
      <h2 id="scenarios-title">Each scenario</h2>
      {rows.map((row, index) => (
        <Scenario row={row} id={ids[index] ?? ""} />
      ))}
    </section>
  );
}
