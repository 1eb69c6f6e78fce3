import { Html } from "@elysiajs/html";
import type { Yardstick } from "../result.ts";
import { ratioChart } from "./charts/ratios.ts";
import { Scroll } from "./data-table.tsx";
import { Figure } from "./figure.tsx";
import { count, ratio } from "./figures.ts";
import { Mark, Verdicts } from "./verdicts.tsx";
import { failedOf } from "./words.ts";

/** How the stack compares with others that serve the same bytes. */
export function Yardsticks({ yardsticks }: { yardsticks: readonly Yardstick[] }): JSX.Element {
  if (yardsticks.length === 0) return "";
  return (
    <section id="yardsticks" aria-labelledby="yardsticks-title">
      <h2 id="yardsticks-title">Yardsticks</h2>
      <p>
        The same bytes, served by others, measured in turns by the same generator. The ratio is that of
        requests per second, ours to theirs: the median of all rounds decides.
      </p>
      <Scroll label="Ratios">
        <table class="rows">
          <caption>Ratios</caption>
          <thead>
            <tr>
              <th scope="col">
                <span class="heard">Verdict</span>
              </th>
              <th scope="col">Yardstick</th>
              <th scope="col" class="text">
                Targets
              </th>
              <th scope="col">Median</th>
              <th scope="col">Lowest</th>
              <th scope="col">Highest</th>
              <th scope="col">Rounds</th>
            </tr>
          </thead>
          <tbody>
            {yardsticks.map(one => (
              <Line yardstick={one} />
            ))}
          </tbody>
        </table>
      </Scroll>
      <div class="charts">
        {yardsticks.map(one => (
          <Figure chart={ratioChart(one)} of={one.name} />
        ))}
      </div>
    </section>
  );
}

function Line({ yardstick }: { yardstick: Yardstick }): JSX.Element {
  const { title, note, rounds, verdicts } = yardstick;
  const { median, lowest, highest } = yardstick.ratio;
  return (
    <tr>
      <td>
        <Mark ok={failedOf(yardstick).length === 0} />
      </td>
      <th scope="row">
        <span safe>{title}</span>
        <span class="quiet" safe>
          {note ?? ""}
        </span>
      </th>
      <td class="text">
        <Verdicts verdicts={verdicts} />
      </td>
      <td safe>{ratio(median)}</td>
      <td safe>{ratio(lowest)}</td>
      <td safe>{ratio(highest)}</td>
      <td safe>{count(rounds.length)}</td>
    </tr>
  );
}
