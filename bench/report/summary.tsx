import { Html } from "@elysiajs/html";
import { passed, type Run } from "../result.ts";
import { date, duration } from "./figures.ts";
import { Sign } from "./verdicts.tsx";
import {
  describeMachine,
  describeRepeats,
  describeVerdict,
  describeVersions,
  failedOf,
  headline,
  titleOf,
} from "./words.ts";

/** The truth in one sentence, what did not hold, and where and how it was measured. */
export function Summary({ run, ids }: { run: Run; ids: readonly string[] }): JSX.Element {
  const isPassed = passed(run);
  return (
    <header>
      <p class="eyebrow">Vitae bench</p>
      <h1>
        <Sign ok={isPassed} /> <span safe>{headline(run)}</span>
      </h1>
      <Broken run={run} ids={ids} />
      <dl class="about">
        {factsOf(run).map(([name, text]) => (
          <div>
            <dt safe>{name}</dt>
            <dd safe>{text}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}

function factsOf(run: Run): [string, string][] {
  const facts: [string, string | undefined][] = [
    ["Measured", `${date(run.startedAt)}, in ${duration(run.durationS)}, ${describeRepeats(run.repeats)}`],
    ["Command", run.command],
    ["Address", run.url],
    ["Commit", run.commit],
    ["Machine", describeMachine(run.machine)],
    ["Versions", describeVersions(run.machine)],
  ];
  return facts.flatMap(([name, text]) => (text ? [[name, text]] : []));
}

function Broken({ run: { rows, yardsticks }, ids }: { run: Run; ids: readonly string[] }): JSX.Element {
  const broken = [
    ...rows.map((row, index) => ({ id: ids[index] ?? "", title: titleOf(row), failed: failedOf(row) })),
    ...yardsticks.map(one => ({ id: "yardsticks", title: one.title, failed: failedOf(one) })),
  ].filter(({ failed }) => failed.length > 0);
  if (broken.length === 0) return "";
  return (
    <ul class="broken-list">
      {broken.map(({ id, title, failed }) => (
        <li>
          <a href={`#${id}`} safe>
            {title}
          </a>
          <span safe>{` – ${failed.map(describeVerdict).join("; ")}`}</span>
        </li>
      ))}
    </ul>
  );
}
