import type { ArchivedEdition } from "../archive/archive.ts";
import { printable, shorten } from "../resume/preview.ts";
import { type ExitCode, readArguments, readNumber, refuseMore, runCommand } from "./command-line.ts";
import { insecureHelp, openSite, whichSite } from "./open-site.ts";
import { say, sayTable, shownTime } from "./terminal.ts";

const usage = `bun run editions [options]

Lists what was published, the newest first; a * stands before what everyone sees.

  --limit N        so many (20)
  --before N       only those older than edition N
  --json           as JSON, with all that is known of each
${insecureHelp}
  --help           show this

${whichSite}

Exit code 0: they are listed. 1: they cannot be. 2: the command line cannot be read.`;

const options = {
  limit: { type: "string" },
  before: { type: "string" },
  json: { type: "boolean" },
  insecure: { type: "boolean" },
} as const;

async function run(args: string[]): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, options);
  refuseMore(positionals, "editions takes options only");
  const limit = readNumber("--limit", values.limit ?? "20", 10_000);
  const before = values.before === undefined ? undefined : readNumber("--before", values.before);
  await using site = openSite(process.env, values);
  // One more than is shown tells whether there are more.
  const [{ edition: current }, list] = await Promise.all([
    site.current(),
    site.editions({ before, limit: limit + 1 }),
  ]);
  const editions = list.slice(0, limit);
  const last = editions.at(-1);
  if (values.json) say(JSON.stringify({ current: current ?? null, editions }, null, 2));
  else if (!last) say(current === undefined ? "Nothing was published yet" : "There are none before");
  else sayEditions(editions, current);
  if (!values.json && last && list.length > limit) say(`\nOlder ones:  bun run editions --before ${last.id}`);
  return 0;
}

function sayEditions(editions: readonly ArchivedEdition[], current: number | undefined): void {
  const rows = editions.map(({ id, at, who, name, note = "" }) => [
    `${id === current ? "*" : " "} ${id}`,
    shownTime(at),
    shown(who, 20),
    shown(name, 30),
    shown(note, 60),
  ]);
  sayTable(["  edition", "when (UTC)", "who", "name", "note"], rows);
}

function shown(text: string, limit: number): string {
  return printable(shorten(text, limit));
}

await runCommand({ usage, run });
