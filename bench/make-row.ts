import type { Ceiling } from "./ceiling.ts";
import { merge, sumCounts } from "./merge.ts";
import type { Observed } from "./observe.ts";
import type { Meanwhile } from "./publish-meanwhile.ts";
import { type Counts, outcomes, type ProcessSample, type Row } from "./result.ts";
import type { Scenario } from "./scenario.ts";
import { describeTimes, judgeRow } from "./verdicts.ts";

/** What was seen in the turns of a scenario. */
interface Turns {
  runs: Observed[];
  /** Those in which nothing was published, where it is about that. */
  calm: Observed[];
}

/** What a reader is told of a scenario, and whether it held. */
export function makeRow(scenario: Scenario, { runs, calm }: Turns, ceiling: Ceiling): Row {
  const { name, title, group, users, pace } = scenario;
  const merged = merge(runs.map(({ found }) => found));
  const beside = scenario.beside && sumCounts(runs.flatMap(run => run.beside ?? []));
  const pairs = calm.map(({ found }, index) => [merge([found]), merge([runs[index]?.found ?? []])] as const);
  const published = runs.flatMap(run => run.published ?? []);
  const wholeAfterMs = wholeAfter(runs);
  const growthBytes = Math.max(...runs.map(({ processes }) => growthOf(processes)));
  return {
    scenario: name,
    title,
    group,
    pace: pace.kind,
    users,
    ...(pace.kind === "paced" && { everyS: pace.everyS }),
    generator: pace.kind === "paced" ? "people" : "autocannon",
    ...merged,
    ...oneAfterTheOther(runs),
    ceiling,
    limit: limitOf(scenario, merged.requestsPerSecond, ceiling),
    ...(wholeAfterMs && { wholeAfterMs }),
    verdicts: judgeRow(scenario, merged, { growthBytes, wholeAfterMs, beside, pairs, published }),
    ...(beside && { note: `${scenario.beside?.title}: ${describe(beside)}` }),
    ...(published.length > 0 && { note: describePublications(published) }),
  };
}

/** The longest of all runs; null where one was never whole again, undefined where nothing was broken. */
function wholeAfter(runs: Observed[]): number | null | undefined {
  const times = runs.flatMap(({ struck }) => struck ?? []).map(({ wholeAfterMs }) => wholeAfterMs);
  if (times.length === 0) return undefined;
  return times.includes(null) ? null : Math.max(...times.map(Number));
}

/** Of the instance that grew most, from the first look to the last; below 0 where all shrank, NaN where none was seen. */
export function growthOf(processes: readonly ProcessSample[]): number {
  const byName = Map.groupBy(
    processes.filter(({ name }) => name.startsWith("instance")),
    ({ name }) => name,
  );
  const growths = [...byName.values()].map(
    samples => (samples.at(-1)?.memoryBytes ?? 0) - (samples[0]?.memoryBytes ?? 0),
  );
  return growths.length > 0 ? Math.max(...growths) : Number.NaN;
}

function oneAfterTheOther(runs: Observed[]): Pick<Row, "timeline" | "processes" | "marks"> {
  let offsetS = 0;
  const row: Pick<Row, "timeline" | "processes" | "marks"> = { timeline: [], processes: [], marks: [] };
  for (const { timeline, processes, struck, published } of runs) {
    const later = <T extends { atS: number }>(items: T[]) =>
      items.map(item => ({ ...item, atS: item.atS + offsetS }));
    row.timeline.push(...later(timeline));
    row.processes.push(...later(processes));
    row.marks.push(...later((struck ?? published)?.marks ?? []));
    offsetS += timeline.length;
  }
  return row;
}

/** From this share of the ceiling on, the generator was as busy as it can be. */
const atCeiling = 0.9;

/** What users of the site are promised, where a scenario has no target of its own, in ms. */
const promisedMs = 200;

/**
 * Who could not do more. A paced row is at no limit, unless its generator alone takes half of what is promised: then it is too
 * coarse a measure.
 */
function limitOf(
  { pace, p99Ms = promisedMs }: Pick<Scenario, "pace" | "p99Ms">,
  requestsPerSecond: number,
  ceiling: Ceiling,
): Row["limit"] {
  if (pace.kind === "paced") return ceiling.p99Ms > p99Ms / 2 ? "generator" : "none";
  return requestsPerSecond >= ceiling.requestsPerSecond * atCeiling ? "generator" : "stack";
}

/** "A publication took 640 ms (median), 1020 ms at most; from then on to every instance …". */
function describePublications(published: readonly Meanwhile[]): string {
  const seen = published.flatMap(one => one.seen);
  return [
    `A publication took ${describeTimes(published.flatMap(({ tookMs }) => tookMs))}`,
    `from then until every instance served it ${describeTimes(seen.map(({ everywhereMs }) => everywhereMs))}`,
    `and until the edge did ${describeTimes(seen.map(({ edgeMs }) => edgeMs))}`,
  ].join("; ");
}

function describe(counts: Counts): string {
  const names: Record<(typeof outcomes)[number], string> = {
    ok: "answered",
    wrong: "answered wrongly",
    limited: "429",
    unavailable: "503",
    status: "other statuses",
    connect: "no connection",
    reset: "cut off",
    timeout: "no answer in time",
  };
  return outcomes
    .filter(outcome => counts[outcome] > 0)
    .map(outcome => `${counts[outcome]} ${names[outcome]}`)
    .join(", ");
}
