import type { Token, TokenArchive } from "../archive/archive.ts";
import { preview, printable, shorten } from "../resume/preview.ts";
import {
  CommandError,
  type ExitCode,
  readArguments,
  readNumber,
  refuseMore,
  runCommand,
  UsageError,
} from "./command-line.ts";
import { openServices } from "./local-site.ts";
import { painted, say, sayTable, shownTime } from "./terminal.ts";

const usage = `bun run token create NAME
bun run token list [--json]
bun run token revoke N

Makes, lists and ends the tokens that let another machine publish to this site. What was published with
one is signed with its NAME. A token is told once, and kept nowhere: the archive can only tell it again
when it sees it.

  --json           with list: as JSON
  --help           show this

It works on this machine's archive, which the site's own settings name (DATA, DATABASE_URL).

Exit code 0: it is done. 1: it is not, and nothing has changed. 2: the command line cannot be read.`;

const options = { json: { type: "boolean" } } as const;

async function run(args: string[]): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, options);
  const [action = "nothing", argument, ...rest] = positionals;
  const act = actions.get(action);
  if (!act) throw new UsageError(`Cannot do ${preview(action)}: there is create NAME, list, and revoke N`);
  refuseMore(
    rest,
    `${action} takes one ${action === "revoke" ? "number" : "name, in quotes where it has several words"}`,
  );
  if (values.json && action !== "list") throw new UsageError("Cannot read --json: it goes with list");
  const work = act(argument, values.json ?? false);
  refuseElsewhere();
  const services = openServices(process.env);
  try {
    await work(services.archive.tokens);
    return 0;
  } finally {
    await services.close();
  }
}

type Work = (tokens: TokenArchive) => Promise<void>;

/** Each reads what stands behind its name, before anything is opened. */
const actions = new Map<string, (argument: string | undefined, json: boolean) => Work>([
  ["create", name => create(readName(name))],
  ["list", list],
  ["revoke", id => revoke(readNumber("the token", id ?? ""))],
]);

/** Whoever has VITAE_URL set means another site than the one whose archive is here. */
function refuseElsewhere(): void {
  if (!process.env.VITAE_URL?.trim()) return;
  throw new CommandError(
    "Cannot do this from elsewhere: tokens are made where the site's archive is; without VITAE_URL it is this machine's",
  );
}

function readName(text = ""): string {
  const name = text.trim();
  const isPlain = name !== "" && name.length <= 60 && printable(name) === name;
  if (isPlain) return name;
  throw new UsageError(`Cannot read the name: must have 1 to 60 characters, got ${preview(text)}`);
}

/** The token goes to standard output alone, so that a script can take it. */
function create(name: string): Work {
  return async tokens => {
    const { token, text } = await tokens.create(name);
    const note = (line: string) => void process.stderr.write(`${line}\n`);
    note(painted("green", `✓ Token ${token.id} of ${name} is made. It is shown this once:`, "stderr"));
    say(text);
    note("  Use it:  VITAE_URL=https://… VITAE_TOKEN=vitae_… bun run publish");
    note(`  End it:  bun run token revoke ${token.id}`);
  };
}

function list(argument: string | undefined, json: boolean): Work {
  refuseMore(argument === undefined ? [] : [argument], "list takes nothing beside it");
  return async tokens => {
    const all = await tokens.list();
    if (json) say(JSON.stringify({ tokens: all }, null, 2));
    else if (all.length === 0) say("No tokens were made yet");
    else sayTable(["token", "name", "made (UTC)", "last used", "state"], all.map(row));
  };
}

function row({ id, name, at, used, revoked }: Token): string[] {
  const state = revoked === undefined ? "good" : `revoked ${shownTime(revoked)}`;
  return [String(id), printable(shorten(name, 60)), shownTime(at), used?.slice(0, 10) ?? "never", state];
}

function revoke(id: number): Work {
  return async tokens => {
    if (!(await tokens.revoke(id)))
      throw new CommandError(
        `There is no token ${id}, or it was revoked before: \`bun run token list\` lists them`,
      );
    say(painted("green", `✓ Token ${id} opens nothing any more`));
  };
}

await runCommand({ usage, run });
