import { eitherOf, type Learnt, learn } from "./asks.ts";
import type { Ceiling } from "./ceiling.ts";
import type { Load } from "./load/generate.ts";
import { merge, sumCounts } from "./merge.ts";
import { type Observed, observe } from "./observe.ts";
import { type Counts, outcomes, type ProcessSample, type Row, type Second } from "./result.ts";
import type { OwnStack, Scenario } from "./scenario.ts";
import { isServing, type Site, type Version } from "./site.ts";
import { until } from "./stack/until.ts";
import { judgeRow } from "./verdicts.ts";

export interface RowOptions {
  site: Site;
  durationS: number;
  repeats: number;
  signal: AbortSignal;
  /** Called each second. */
  progress: (second: Second) => void;
  /** Measures, or knows already, what the generator can do with this load. */
  ceiling: (load: Load, learnt: Learnt[]) => Promise<Ceiling>;
}

/** When a user gives up, in ms. */
const patienceMs = 10_000;

/** How long a new edition may take to be everywhere, in ms. */
const publicationMs = 20_000;

/**
 * Runs a scenario and tells what was found.
 *
 * @throws {Error} when the site does not answer as it should before anything is measured, or the signal aborts
 */
export async function measureRow(scenario: Scenario, options: RowOptions): Promise<Row> {
  const { site, repeats } = options;
  const learnt = await learnAnswers(scenario, site);
  const load = loadOf(scenario, learnt, options);
  const runs: Observed[] = [];
  for (let run = 0; run < repeats; run++) {
    if (site.own) await scenario.before?.(site.own);
    runs.push(await observe(scenario, load, options));
    if (site.own && scenario.fault?.publishes) await publish(site.own, "first");
  }
  return makeRow(scenario, runs, await options.ceiling(load, learnt));
}

/** Leaves the site at its first edition where the scenario publishes the second. */
async function learnAnswers({ asks, fault }: Scenario, { origin, own }: Site): Promise<Learnt[]> {
  if (!fault?.publishes || !own) return learn(origin, asks);
  await publish(own, "second");
  const second = await learn(origin, asks);
  await publish(own, "first");
  return eitherOf(await learn(origin, asks), second);
}

async function publish(stack: OwnStack, version: Version): Promise<void> {
  await stack.publish(version);
  await until(() => isServing(stack, version), { deadlineMs: publicationMs });
}

function loadOf(
  { users, pace, requests }: Scenario,
  learnt: Learnt[],
  { site, durationS }: RowOptions,
): Load {
  return {
    origin: site.origin,
    asks: learnt.map(({ ask }) => ask),
    users,
    network: "10.1",
    isOneAddress: false,
    durationS,
    ...(requests && { requests }),
    timeoutMs: patienceMs,
    pace,
  };
}

function makeRow(scenario: Scenario, runs: Observed[], ceiling: Ceiling): Row {
  const { name, title, group, users, pace } = scenario;
  const merged = merge(runs.map(({ found }) => found));
  const beside = scenario.beside && sumCounts(runs.flatMap(run => run.beside ?? []));
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
    verdicts: judgeRow(scenario, merged, { growthBytes, wholeAfterMs, beside }),
    ...(beside && { note: `${scenario.beside?.title}: ${describe(beside)}` }),
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
  for (const { timeline, processes, struck } of runs) {
    const later = <T extends { atS: number }>(items: T[]) =>
      items.map(item => ({ ...item, atS: item.atS + offsetS }));
    row.timeline.push(...later(timeline));
    row.processes.push(...later(processes));
    row.marks.push(...later(struck?.marks ?? []));
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
