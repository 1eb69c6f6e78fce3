import type { ShareLink } from "../archive/archive.ts";
import { preview, printable, shorten } from "../resume/preview.ts";
import { readExpires } from "../routes/api/expires.ts";
import {
  CommandError,
  type ExitCode,
  readArguments,
  readNumber,
  refuseMore,
  runCommand,
  UsageError,
} from "./command-line.ts";
import { insecureHelp, openSite, whichSite } from "./open-site.ts";
import type { Site } from "./site.ts";
import { painted, say, sayTable, shownTime } from "./terminal.ts";

const usage = `bun run share [options]

Makes a secret address that shows more than everyone sees, to whom you give it. It is told this once,
and kept nowhere.

  --name TEXT      for whom it is, in your words: for the list, and shown to nobody
  --variant NAME   a variant or a language alone, such as backend or it; else the résumé with its languages
  --reveal LIST    what to show that is private: email, phone and address, with commas between them
  --edition N      edition N, current or not; without it whatever is current when it is opened
  --expires TIME   how long it lasts: 12h, 30d, 8w, or a time; 366 days at most (30d)
  --list           lists the addresses that were made, without their secret part
  --revoke N       ends one, by its number in the list: at once, on all instances
  --json           with --list: as JSON
${insecureHelp}
  --help           show this

${whichSite}
For the whole address SITE_URL must say where the site is, unless VITAE_URL does.

Exit code 0: it is done. 1: it is not, and nothing has changed. 2: the command line cannot be read.`;

const options = {
  name: { type: "string" },
  variant: { type: "string" },
  reveal: { type: "string" },
  edition: { type: "string" },
  expires: { type: "string" },
  list: { type: "boolean" },
  revoke: { type: "string" },
  json: { type: "boolean" },
  insecure: { type: "boolean" },
} as const;

type Values = ReturnType<typeof readArguments<typeof options>>["values"];

async function run(args: string[]): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, options);
  refuseMore(positionals, "share takes options only");
  refuseMixed(values);
  const { list, revoke, json = false, insecure } = values;
  const id = revoke === undefined ? undefined : readNumber("--revoke", revoke);
  const link = list || id !== undefined ? undefined : readLink(values);
  await using site = openSite(process.env, { insecure });
  if (link) await sayCreated(site, link);
  else if (id !== undefined) await revokeLink(site, id);
  else sayLinks(await site.shares(), json);
  return 0;
}

/** Whoever lists or revokes makes nothing. */
function refuseMixed({ list, revoke, json, insecure: _, ...making }: Values): void {
  const [first] = Object.keys(making);
  if (list && revoke !== undefined) throw new UsageError("Cannot do --list and --revoke at once");
  if ((list || revoke !== undefined) && first !== undefined)
    throw new UsageError(`Cannot read --${first}: with ${list ? "--list" : "--revoke"} nothing is made`);
  if (json && !list) throw new UsageError("Cannot read --json: it goes with --list");
}

const reveals = ["email", "phone", "address"];

function readLink({ name = "", variant, reveal, edition, expires = "30d" }: Values) {
  if (name.length > mostName)
    throw new UsageError(`Cannot read --name: must have at most ${mostName} characters, got ${name.length}`);
  if (readExpires(expires) === undefined)
    throw new UsageError(
      `Cannot read --expires: must be a time ahead such as 12h, 30d or 8w, 366 days at most, got ${preview(expires)}`,
    );
  return {
    name: name.trim() || "a share link",
    version: variant,
    reveal: reveal === undefined ? [] : readReveal(reveal),
    edition: edition === undefined ? undefined : readNumber("--edition", edition),
    expires,
  };
}

const mostName = 200;

function readReveal(text: string): string[] {
  const names = text.split(",").map(name => name.trim());
  const wrong = names.find(name => !reveals.includes(name));
  if (wrong === undefined) return [...new Set(names)];
  throw new UsageError(`Cannot read --reveal: must be of ${reveals.join(", ")}, got ${preview(wrong)}`);
}

/** The address goes to standard output alone, so that a script can take it. */
async function sayCreated(site: Site, asked: ReturnType<typeof readLink>): Promise<void> {
  const { link, address } = await site.share(asked);
  const note = (line: string) => void process.stderr.write(`${line}\n`);
  const until = `until ${shownTime(link.expires)} UTC`;
  note(
    painted(
      "green",
      `✓ Share link ${link.id} shows ${shownBy(link)} ${until}, to whoever has this address:`,
      "stderr",
    ),
  );
  say(address);
  if (address.startsWith("/")) note("  Put the site's address in front of it, or set SITE_URL");
  note(`  End it:  bun run share --revoke ${link.id}`);
}

async function revokeLink(site: Site, id: number): Promise<void> {
  if (!(await site.revokeShare(id)))
    throw new CommandError(
      `There is no share link ${id}, or it was revoked before: \`bun run share --list\` lists them`,
    );
  say(painted("green", `✓ Share link ${id} shows nothing any more`));
}

function sayLinks(links: readonly ShareLink[], json: boolean): void {
  const rows = links.map(link => [
    String(link.id),
    printable(shorten(link.name, 40)),
    shownBy(link),
    stateOf(link),
    String(link.opens),
  ]);
  if (json) say(JSON.stringify({ shares: links }, null, 2));
  else if (rows.length === 0) say("No share links were made yet");
  else sayTable(["link", "name", "shows", "until (UTC)", "opened"], rows);
}

/** "backend with email and phone", "edition 3". */
function shownBy({ version, edition, reveal }: ShareLink): string {
  const what = version ?? "the résumé";
  const more = reveal.length > 0 ? ` with ${new Intl.ListFormat("en").format(reveal)}` : "";
  return `${what}${edition === undefined ? "" : ` of edition ${edition}`}${more}`;
}

function stateOf({ expires, revoked }: ShareLink): string {
  if (revoked !== undefined) return `revoked ${shownTime(revoked)}`;
  return Date.parse(expires) < Date.now() ? `expired ${shownTime(expires)}` : shownTime(expires);
}

await runCommand({ usage, run });
