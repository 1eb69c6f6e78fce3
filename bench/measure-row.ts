import { eitherOf, type Learnt, learn } from "./asks.ts";
import type { Ceiling } from "./ceiling.ts";
import type { Load } from "./load/generate.ts";
import { makeRow } from "./make-row.ts";
import { type Observed, observe } from "./observe.ts";
import type { Row, Second } from "./result.ts";
import type { OwnStack, Scenario } from "./scenario.ts";
import { isServing, publish, type Site, type Version, versions } from "./site.ts";
import { until } from "./stack/until.ts";

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
  const { site, repeats, durationS } = options;
  const learnt = await learnAnswers(scenario, site);
  // Short ones in turns: who takes time away from this machine does so for more than a moment.
  const turns = Math.ceil(durationS / (scenario.publications?.turnS ?? durationS));
  const load = loadOf(scenario, learnt, { site, durationS: durationS / turns });
  const calm: Observed[] = [];
  const runs: Observed[] = [];
  for (let run = 0; run < repeats * turns; run++) {
    if (site.own) await scenario.before?.(site.own);
    if (scenario.publications) calm.push(await observe({}, load, options));
    runs.push(await observe(scenario, load, options));
    if (site.own && scenario.fault?.publishes) await publishEverywhere(site.own, "first");
  }
  if (site.own && scenario.publications) await publishEverywhere(site.own, "first");
  return makeRow(scenario, { runs, calm }, await options.ceiling(load, learnt));
}

function publishes({ fault, publications }: Scenario): boolean {
  return fault?.publishes === true || publications !== undefined;
}

/** Leaves the site at its first edition where the scenario publishes others. */
async function learnAnswers(scenario: Scenario, { origin, own }: Site): Promise<Learnt[]> {
  const { asks, publications } = scenario;
  if (!publishes(scenario) || !own) return learn(origin, asks);
  const learnVersion = async (version: Version) => {
    await publish(own, version);
    // The edge may hold what was there before for some seconds more: a new process of it holds nothing.
    await own.reloadEdge();
    await until(() => isServing(own, version), { deadlineMs: publicationMs });
    return learn(origin, asks);
  };
  const others: Learnt[][] = [];
  for (const version of publications ? versions.slice(1) : (["second"] as const))
    others.push(await learnVersion(version));
  let learnt = await learnVersion("first");
  for (const other of others) learnt = eitherOf(learnt, other);
  return learnt;
}

async function publishEverywhere(stack: OwnStack, version: Version): Promise<void> {
  await publish(stack, version);
  await until(() => isServing(stack, version), { deadlineMs: publicationMs });
}

function loadOf(
  { users, pace, requests }: Scenario,
  learnt: Learnt[],
  { site, durationS }: Pick<RowOptions, "site" | "durationS">,
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
