import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPart, installCommand, type PartName } from "../../tools/debian.ts";
import type { Figure, Yardstick } from "../result.ts";
import type { Stack } from "../stack/start-stack.ts";
import { judge } from "./judge.ts";
import { takeSample } from "./sample.ts";
import { type Running, startServer } from "./servers.ts";
import { turn } from "./wrk.ts";
import type { YardstickPlan } from "./yardsticks.ts";

export interface MeasureOptions {
  /** Its edge believes what this machine says of addresses (TRUSTED_PROXIES): each request is another visitor's. */
  stack: Pick<Stack, "url">;
  /** Of each turn. */
  durationS: number;
  /** Each has a turn of ours and a turn of theirs. */
  rounds: number;
  /** Takes each turn as text, and why a yardstick cannot be measured. */
  report: (line: string) => void;
  signal: AbortSignal;
}

/** Both servers are warm before the first turn that counts, in s. */
const warmUpS = 1;

/** Until what a turn leaves behind is cleared away, such as 10,000 connections, in ms. */
const pauseMs = 500;

/**
 * Measures two servers of the same page in turns. Nothing that it starts is left when it resolves or rejects.
 *
 * @returns undefined, and reports why, where this machine lacks a program for it
 * @throws {Error} when a server or wrk fails, or the signal aborts
 */
export async function measureYardstick(
  plan: YardstickPlan,
  options: MeasureOptions,
): Promise<Yardstick | undefined> {
  const missing = needs(plan).filter(name => !findPart(name));
  if (missing.length > 0) {
    options.report(`${plan.title}: not measured; install what it needs: ${installCommand(missing)}`);
    return undefined;
  }
  const directory = mkdtempSync(join(tmpdir(), "vitae-yardstick-"));
  const running: Running[] = [];
  try {
    for (const server of [plan.ours, plan.theirs])
      running.push(await startServer(server, { ...options, directory }));
    const [ours, theirs] = running.map(({ url }) => url);
    if (!ours || !theirs) throw new Error(`Cannot measure ${plan.name}: it has two sides`);
    const rounds = await takeTurns(plan, { ours, theirs, directory, ...options });
    return { ...described(plan), generator: "wrk", rounds, ...judge(plan, rounds) };
  } finally {
    await Promise.all(running.map(({ part }) => part?.stop()));
    rmSync(directory, { recursive: true, force: true });
  }
}

function needs({ theirs }: YardstickPlan): PartName[] {
  return theirs.startsWith("nginx") ? ["wrk", "nginx"] : ["wrk"];
}

function described({ name, title, ours, theirs, connections }: YardstickPlan) {
  return { name, title, ours, theirs, connections };
}

interface Sides extends MeasureOptions {
  /** The page's address. */
  ours: string;
  theirs: string;
  directory: string;
}

async function takeTurns(
  plan: YardstickPlan,
  { ours, theirs, ...options }: Sides,
): Promise<Yardstick["rounds"]> {
  const [take, takeTheirs] = await prepare(plan, { ours, theirs, ...options });
  await take(warmUpS);
  await takeTheirs(warmUpS);
  const rounds: Yardstick["rounds"] = [];
  while (rounds.length < options.rounds) {
    const round = { ours: await take(options.durationS), theirs: await takeTheirs(options.durationS) };
    rounds.push(round);
    options.report(
      `${plan.name}, ${rounds.length} of ${options.rounds}: ours ${describe(round.ours)}, theirs ${describe(round.theirs)}`,
    );
  }
  return rounds;
}

type Turn = (durationS: number) => Promise<Figure>;

/** @throws {Error} where the two do not serve the same bytes: nothing could be compared */
async function prepare(plan: YardstickPlan, { ours, theirs, ...options }: Sides): Promise<[Turn, Turn]> {
  // The second time the edge answers from its cache, as it will.
  await takeSample(ours, "gzip");
  const samples = await Promise.all([takeSample(ours, "gzip"), takeSample(theirs, "gzip")]);
  if (!Buffer.from(samples[0].body).equals(samples[1].body))
    throw new Error(`Cannot measure ${plan.name}: ${ours} and ${theirs} serve different bytes`);
  const common = { connections: plan.connections, program: findPart("wrk") ?? "wrk", ...options };
  const turnOf = (url: string, expectedBytes: number): Turn => {
    const log = join(options.directory, `wrk-${new URL(url).port}.log`);
    return durationS => rest(turn({ ...common, url, expectedBytes, log, durationS }));
  };
  return [turnOf(ours, samples[0].bytes), turnOf(theirs, samples[1].bytes)];
}

async function rest(figure: Promise<Figure>): Promise<Figure> {
  const found = await figure;
  await Bun.sleep(pauseMs);
  return found;
}

function describe({ requestsPerSecond, p99Ms, failed }: Figure): string {
  const failures = failed > 0 ? `, ${failed} failed` : "";
  return `${Math.round(requestsPerSecond)}/s, p99 ${p99Ms.toFixed(1)} ms${failures}`;
}
