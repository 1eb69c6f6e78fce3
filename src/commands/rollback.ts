import { agree } from "./agree.ts";
import {
  CommandError,
  type ExitCode,
  readArguments,
  readNumber,
  refuseMore,
  runCommand,
} from "./command-line.ts";
import { insecureHelp, openSite, whichSite } from "./open-site.ts";
import type { Site } from "./site.ts";
import { sayCurrent, sayDifference, switchTo } from "./switch-to.ts";

const usage = `bun run rollback [edition] [options]

Takes the current edition back: shows what that changes, asks, and goes back to the edition that was
current before it was published, on all instances. Repeated, it goes a step further back each time.
With a number it goes to that edition.

  --yes            do not ask
${insecureHelp}
  --help           show this

${whichSite}

Exit code 0: the edition before is the current one. 1: it is not, and nothing has changed.
2: the command line cannot be read. 130: Ctrl-C.`;

const options = { yes: { type: "boolean" }, insecure: { type: "boolean" } } as const;

async function run(args: string[]): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, options);
  const { yes = false, insecure } = values;
  const [id, ...rest] = positionals;
  refuseMore(rest, "rollback goes to one edition");
  const number = id === undefined ? undefined : readNumber("the edition", id);
  await using site = openSite(process.env, { insecure });
  return await (number === undefined ? goBack(site, yes) : switchTo(site, number, { yes }));
}

async function goBack(site: Site, yes: boolean): Promise<ExitCode> {
  const now = await site.current();
  const id = await site.previous();
  if (id === undefined) throw new CommandError(nothingBefore(now.edition));
  await sayDifference(site, id, now.edition);
  const answer = await agree(`Go back to edition ${id}?`, yes);
  if (answer !== undefined) return answer;
  sayCurrent(await site.rollback(now.activation), now.edition);
  return 0;
}

function nothingBefore(current: number | undefined): string {
  if (current === undefined) return "Cannot go back: nothing was ever published";
  return `Cannot go back: no edition was current before edition ${current}`;
}

await runCommand({ usage, run });
