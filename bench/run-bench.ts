import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { learn } from "./asks.ts";
import { measureCeiling } from "./ceiling.ts";
import { measureKills } from "./kills/measure-kills.ts";
import type { Round } from "./kills/round.ts";
import { generate } from "./load/generate.ts";
import { describeCommit, describeMachine } from "./machine.ts";
import { measureRow, type RowOptions } from "./measure-row.ts";
import type { CommandLine } from "./options.ts";
import type { Row, Run, Second, Yardstick } from "./result.ts";
import type { Scenario } from "./scenario.ts";
import { otherSite, ownSite, type Site } from "./site.ts";
import { measureYardstick } from "./yardstick/measure-yardstick.ts";

export interface Reporter {
  /** A line that stays. */
  say(line: string): void;
  /** A line that the next one takes the place of. */
  show(line: string): void;
}

/** How long a row is measured, in s, where nobody says otherwise. */
const durationS = 10;

const warmUpS = 2;

/** Each yardstick has so many turns of ours and of theirs. */
const rounds = 5;

/**
 * Runs all that is asked for. Nothing that it starts is left when it resolves or rejects.
 *
 * @param command what was typed, for the record
 * @returns what was found; not complete where the signal aborted or something could not be measured, which is reported
 * @throws {Error} when the stack does not start, or the site does not answer as it should from the start
 */
export async function runBench(
  options: CommandLine,
  { command, signal, reporter }: { command: string; signal: AbortSignal; reporter: Reporter },
): Promise<Run> {
  const startedAt = new Date();
  const directory = mkdtempSync(join(tmpdir(), "vitae-bench-"));
  const found: { rows: Row[]; yardsticks: Yardstick[] } = { rows: [], yardsticks: [] };
  let complete = true;
  // What was measured for ten minutes is not lost because one thing could not be.
  const attempt = async (work: () => Promise<void>) => {
    if (signal.aborted) return;
    await work().catch(error => {
      complete = false;
      if (!signal.aborted) reporter.say(error instanceof Error ? error.message : String(error));
    });
  };
  try {
    await using site = await openSite(options, reporter, signal);
    const loads = options.scenarios.filter(({ kills }) => !kills);
    await warmUp(site, loads, signal);
    const measure = { site, directory, reporter, signal };
    for (const work of rowMeasurements(options, measure))
      await attempt(async () => void found.rows.push(...(await work())));
    for (const work of yardstickMeasurements(options, measure))
      await attempt(async () => void found.yardsticks.push(...(await work())));
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  return {
    version: 1,
    startedAt: startedAt.toISOString(),
    durationS: (Date.now() - startedAt.getTime()) / 1000,
    command,
    ...(options.url !== undefined && { url: options.url }),
    complete: complete && !signal.aborted,
    commit: describeCommit(),
    machine: describeMachine(),
    repeats: options.repeats,
    ...found,
  };
}

function openSite(
  { url, instances }: CommandLine,
  { say }: Reporter,
  signal: AbortSignal,
): Promise<Site> | Site {
  if (url !== undefined) return otherSite(url);
  say(`Starting a stack with ${instances} instances`);
  return ownSite({ instances, report: say, signal });
}

/** So that the first row does not measure programs that have just been started. */
async function warmUp({ origin }: Site, [first]: Scenario[], signal: AbortSignal): Promise<void> {
  if (!first) return;
  const learnt = await learn(origin, first.asks);
  const asks = learnt.map(({ ask }) => ask);
  const crowd = { users: 64, network: "10.3", isOneAddress: false };
  const pace = { kind: "flat out" } as const;
  await generate({ origin, asks, ...crowd, pace, durationS: warmUpS, timeoutMs: 10_000 }, { signal });
}

interface Circumstances {
  site: Site;
  reporter: Reporter;
  signal: AbortSignal;
}

function rowMeasurements(
  options: CommandLine,
  { directory, reporter, ...circumstances }: Circumstances & { directory: string },
): (() => Promise<Row[]>)[] {
  const { signal } = circumstances;
  const ceiling = remember(options, directory, signal);
  return options.scenarios.map((scenario, index) => async () => {
    const label = `[${index + 1}/${options.scenarios.length}] ${scenario.name}`;
    if (scenario.kills) return measureLoop(scenario, scenario.kills, options, { label, reporter, signal });
    const length = options.durationS ?? scenario.durationS ?? durationS;
    reporter.show(`${label}: ${scenario.users} users are coming`);
    const row = await measureRow(scenario, {
      ...circumstances,
      repeats: options.repeats,
      durationS: length,
      progress: second => reporter.show(`${label}: ${describeSecond(second, scenario, length)}`),
      ceiling,
    });
    reporter.say(`${label}: ${describeRow(row)}`);
    return [row];
  });
}

/** Gives nothing where this machine lacks what it takes, which is reported. */
async function measureLoop(
  scenario: Scenario,
  kills: NonNullable<Scenario["kills"]>,
  { instances, rounds, seed }: CommandLine,
  { label, reporter, signal }: Pick<Circumstances, "reporter" | "signal"> & { label: string },
): Promise<Row[]> {
  const progress = ({ killed, troubles }: Round, number: number) => {
    for (const { kind, text } of troubles) reporter.say(`${label}: ${kind}: ${text} (${killed} was killed)`);
    reporter.show(`${label}: ${number} of ${rounds}, ${killed} was killed`);
  };
  const { say } = reporter;
  const row = await measureKills(scenario, kills, { instances, rounds, seed, signal, progress, say });
  if (!row) return [];
  reporter.say(`${label}: ${describeRow(row)}`);
  return [row];
}

/** Each gives nothing where this machine lacks what it takes, which is reported. */
function yardstickMeasurements(
  { yardsticks, durationS: askedS }: CommandLine,
  { site, reporter, signal }: Circumstances,
): (() => Promise<Yardstick[]>)[] {
  const { own } = site;
  if (!own) return [];
  return yardsticks.map(plan => async () => {
    const options = { stack: own, durationS: askedS ?? durationS / 2, rounds, report: reporter.say, signal };
    const yardstick = await measureYardstick(plan, options);
    return yardstick ? [yardstick] : [];
  });
}

/** Rows with the same load share what the generator can do with it. */
function remember({ ceilingS }: CommandLine, directory: string, signal: AbortSignal): RowOptions["ceiling"] {
  const known = new Map<string, ReturnType<RowOptions["ceiling"]>>();
  return (load, learnt) => {
    const key = JSON.stringify([load.users, load.pace, learnt.map(({ raw }) => raw.byteLength)]);
    const ceiling =
      known.get(key) ?? measureCeiling(load, learnt, { directory, durationS: ceilingS, signal });
    known.set(key, ceiling);
    return ceiling;
  };
}

function describeSecond({ atS, ok, failed, p99Ms }: Second, { requests }: Scenario, lengthS: number): string {
  const until = requests ? "" : ` of ${lengthS}`;
  const failures = failed > 0 ? `, ${failed} failed` : "";
  return `${atS}${until} s, ${ok} requests/s${failures}, p99 ${p99Ms.toFixed(1)} ms`;
}

function describeRow({ requestsPerSecond, latencyMs, verdicts }: Row): string {
  const rate = `${Math.round(requestsPerSecond)} requests/s, p99 ${latencyMs.p99.toFixed(1)} ms`;
  const failed = verdicts
    .filter(({ ok }) => !ok)
    .map(({ what, found, target }) => `${what} ${found} (${target})`);
  return failed.length === 0 ? `${rate}, held` : `${rate}, NOT HELD: ${failed.join("; ")}`;
}
