import { parseArgs } from "node:util";
import { integer } from "./integer.ts";
import type { Scenario } from "./scenario.ts";
import { scenarios } from "./scenarios.ts";
import { type Selection, select } from "./select.ts";
import { yardsticks } from "./yardstick/yardsticks.ts";

/** What `bun run bench` is asked for. */
export interface CommandLine extends Selection {
  /** Of a site that runs already; undefined for a stack of the bench's own. */
  url: string | undefined;
  /** Undefined where each scenario has its own. */
  durationS: number | undefined;
  ceilingS: number;
  repeats: number;
  instances: number;
  /** Of a kill loop: how often something is killed, and what decides what and when. */
  rounds: number;
  seed: number;
  /** Files to write and to read. */
  json: string | undefined;
  report: string | undefined;
  compare: string | undefined;
}

const width = Math.max(...[...scenarios, ...yardsticks].map(({ name }) => name.length)) + 2;
const list = (rows: readonly { name: string; title: string }[]) =>
  rows.map(({ name, title }) => `  ${name.padEnd(width)}${title}`).join("\n");

const describe = ({ users, pace, title, group, name }: Scenario) => ({
  name,
  title: group === "users" ? `${title}, ${users.toLocaleString("en")} users, ${pace.kind}` : title,
});

export const usage = `bun run bench [-- options]

Starts the whole stack on this machine, puts it under load, and tells whether it held what it promises: exit code 0 only if all did.

  --quick          a few rows, two seconds each: under a minute
  --faults         also breaks the stack under load: see the list below
  --scenario NAME  only this row; may be given several times
  --duration S     how long each row is measured, in seconds (10; a fault 15)
  --repeat N       each row so many times (1); a row then holds all of them together
  --instances N    how many instances the stack has, 1 to 16 (4)
  --rounds N       how often a kill loop kills something (200; with --quick 10)
  --seed N         what a kill loop kills, and when: the same for the same number
  --url URL        measures a site that runs already on this machine, without its faults
  --json FILE      writes everything that was found
  --report FILE    writes it as a page with charts, such as report.html
  --compare FILE   shows what changed since an earlier --json
  --help           shows this

Ctrl-C ends it, with everything that it started, and shows what was finished.

${list(scenarios.filter(({ group }) => group !== "faults").map(describe))}
${list(yardsticks)}
With --faults:
${list(scenarios.filter(({ group }) => group === "faults").map(describe))}`;

const flags = {
  quick: { type: "boolean" },
  faults: { type: "boolean" },
  scenario: { type: "string", multiple: true },
  duration: { type: "string" },
  repeat: { type: "string" },
  instances: { type: "string" },
  rounds: { type: "string" },
  seed: { type: "string" },
  url: { type: "string" },
  json: { type: "string" },
  report: { type: "string" },
  compare: { type: "string" },
} as const;

/** How often a kill loop kills something. */
const rounds = { quick: 10, full: 200 };

const mostSeed = 2 ** 31 - 1;

/** How long the generator's ceiling is measured, in s. */
const ceilingS = { quick: 1, full: 2 };

/**
 * Reads the command line.
 *
 * @throws {Error} with one line that names what cannot be used
 */
export function readOptions(args: string[]): CommandLine {
  const { values } = parseArgs({ args, options: flags });
  const { quick = false, faults = false, scenario: names, url } = values;
  if (url !== undefined && faults)
    throw new Error("Cannot break a site that somebody else runs: leave out --url or --faults");
  return {
    url: url === undefined ? undefined : readUrl(url),
    ...select({ names, quick, faults, isOwn: url === undefined }),
    durationS: values.duration ? integer("--duration", values.duration, 3600) : undefined,
    ceilingS: quick ? ceilingS.quick : ceilingS.full,
    repeats: integer("--repeat", values.repeat ?? "1", 100),
    instances: integer("--instances", values.instances ?? "4", 16),
    rounds: integer("--rounds", values.rounds ?? String(quick ? rounds.quick : rounds.full), 100_000),
    seed: integer("--seed", values.seed ?? String(1 + Math.floor(Math.random() * mostSeed)), mostSeed),
    json: values.json,
    report: values.report,
    compare: values.compare,
  };
}

/** The load would hurt a site elsewhere, and the network would be measured. */
function readUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isHttp = url?.protocol === "http:" || url?.protocol === "https:";
  const isHere = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url?.hostname ?? "");
  if (url && isHttp && isHere) return url.origin;
  throw new Error(
    `Cannot read --url: must be an http or https address of this machine, such as http://localhost:8080, got ${JSON.stringify(text)}`,
  );
}
