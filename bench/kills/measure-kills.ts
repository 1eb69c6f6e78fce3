import { findPart, installCommand } from "../../tools/debian.ts";
import { Recorder } from "../load/recorder.ts";
import { merge } from "../merge.ts";
import type { Row, Verdict } from "../result.ts";
import type { Scenario } from "../scenario.ts";
import { ownSite } from "../site.ts";
import { killLoop, type LoopOptions } from "./kill-loop.ts";
import type { Round } from "./round.ts";
import type { Trouble } from "./trouble.ts";

export interface KillOptions extends Pick<LoopOptions, "progress" | "rounds" | "seed" | "signal"> {
  instances: number;
  say: (line: string) => void;
}

/** Runs a kill loop on a stack of its own. Undefined where this machine lacks what it takes, which is reported. */
export async function measureKills(
  scenario: Scenario,
  { archive }: NonNullable<Scenario["kills"]>,
  options: KillOptions,
): Promise<Row | undefined> {
  const { instances, say, seed, signal } = options;
  const needsServer = archive === "postgres";
  if (needsServer && !findPart("postgres")) {
    say(
      `${scenario.name} is left out: postgres is not installed. Install it: ${installCommand(["postgres"])}`,
    );
    return undefined;
  }
  await using server = needsServer ? await startDatabase() : undefined;
  const database = server && { databaseUrl: await server.makeDatabase() };
  const parts = { instances, report: say, signal, without: ["prometheus"] as const };
  await using site = await ownSite({ ...parts, ...database });
  say(`${scenario.name}: ${options.rounds} rounds, seed ${seed}`);
  const startMs = performance.now();
  const rounds = await killLoop(site.own, { ...options, origin: site.origin, database: server });
  return makeRow(scenario, rounds, { durationS: (performance.now() - startMs) / 1000, seed });
}

/** A server of its own, on a folder of its own. Only who asks for it pays for loading what starts it. */
async function startDatabase() {
  const { startPostgres } = await import("../../test/support/postgres.ts");
  return startPostgres();
}

/** The owner is the row's one user: a publication is a request, sent again where it was not acknowledged. */
function makeRow(
  { name, title, group, users, pace }: Scenario,
  rounds: readonly Round[],
  { durationS, seed }: { durationS: number; seed: number },
): Row {
  const recorder = new Recorder();
  for (const { publishedMs, troubles } of rounds) {
    const answer = troubles.length > 0 ? "wrong" : "ok";
    recorder.record(publishedMs === undefined ? "timeout" : answer, publishedMs ?? 0, 0);
  }
  const merged = merge([[{ ...recorder.found(), durationS }]]);
  const whole = rounds.flatMap(({ wholeMs }) => wholeMs ?? []);
  return {
    scenario: name,
    title,
    group,
    pace: pace.kind,
    users,
    generator: "an owner",
    ...merged,
    timeline: [],
    processes: [],
    marks: [],
    ceiling: null,
    limit: "none",
    ...(whole.length > 0 && { wholeAfterMs: Math.max(...whole) }),
    verdicts: judgeRounds(rounds),
    note: describeRounds(rounds, seed),
  };
}

const promises: Record<Trouble["kind"], string> = {
  lost: "acknowledged and lost",
  half: "half an edition",
  twice: "published twice",
  stuck: "never whole again",
};

/** Each promise with how many rounds broke it, and what the first of them found. */
export function judgeRounds(rounds: readonly Round[]): Verdict[] {
  return Object.entries(promises).map(([kind, what]) => {
    const broken = rounds.flatMap(({ troubles }) => troubles.find(trouble => trouble.kind === kind) ?? []);
    const found = [String(broken.length), broken[0]?.text].filter(Boolean).join(": ");
    return { what, target: `0 of ${rounds.length}`, found, ok: rounds.length > 0 && broken.length === 0 };
  });
}

/** "Seed 7. Killed: its press 31, redis 28. 64 before any answer, 52 of them sent again. 9,000 visits meanwhile." */
function describeRounds(rounds: readonly Round[], seed: number): string {
  const killed = [...Map.groupBy(rounds, round => round.killed)].map(
    ([what, some]) => `${what} ${some.length}`,
  );
  const sum = (read: (round: Round) => number | boolean) =>
    rounds.reduce((all, round) => all + Number(read(round)), 0);
  return [
    `Seed ${seed}. Killed: ${killed.sort().join(", ")}.`,
    `${sum(({ isEarly }) => isEarly)} times before any answer; ${sum(({ isAcknowledged }) => !isAcknowledged)} publications were sent again.`,
    `${sum(({ visits }) => visits)} visits meanwhile, ${sum(({ forgotten }) => forgotten)} times led on to a file of now.`,
  ].join(" ");
}
