import { readConfig } from "../config.ts";
import { printable } from "../resume/preview.ts";
import { agree } from "./agree.ts";
import {
  CommandError,
  type ExitCode,
  readArguments,
  readNumber,
  runCommand,
  UsageError,
} from "./command-line.ts";
import { type Files, readFiles } from "./files.ts";
import { insecureHelp, openSite, whichSite } from "./open-site.ts";
import { sayChanges } from "./say-changes.ts";
import type { Current, Prepared, Site } from "./site.ts";
import { switchTo } from "./switch-to.ts";
import { painted, say, saySection } from "./terminal.ts";

const usage = `bun run publish [file…] [options]

Publishes a résumé: shows what is different from what everyone sees, asks, and makes it the current
edition on all instances. A file comes with its versions and its photo, which lie beside it; a folder,
with the résumé in it. Several files are taken as they are named, and - is standard input. Without one it
is RESUME, or resume.json.

  --yes            do not ask
  --note TEXT      what is to be known of this edition later, 500 characters at most
  --strict         refuse what cannot be printed as it is, or is not read back as it was
  --draft          archive it, and leave the current edition as it is; \`bun run share --edition N\` shows it
  --edition N      publish edition N of the archive instead of a file: a draft, for example
${insecureHelp}
  --help           show this

${whichSite}

Exit code 0: it is published, or nothing is different. 1: it is not, and nothing has changed.
2: the command line cannot be read. 130: Ctrl-C.`;

const options = {
  yes: { type: "boolean" },
  note: { type: "string" },
  strict: { type: "boolean" },
  draft: { type: "boolean" },
  edition: { type: "string" },
  insecure: { type: "boolean" },
} as const;

interface Wishes {
  yes: boolean;
  draft: boolean;
  note: string | undefined;
}

async function run(args: string[]): Promise<ExitCode> {
  const { values, positionals: paths } = readArguments(args, options);
  const { yes = false, draft = false, strict, insecure, note, edition } = values;
  if (edition !== undefined && (paths.length > 0 || draft || note !== undefined))
    throw new UsageError(
      "Cannot publish an archived edition with files, a note or --draft: it is what it is",
    );
  if (note !== undefined && note.length > mostNote)
    throw new UsageError(`Cannot read --note: must have at most ${mostNote} characters, got ${note.length}`);
  const id = edition === undefined ? undefined : readNumber("--edition", edition);
  await using site = openSite(process.env, { insecure, strict });
  if (id !== undefined) return await switchTo(site, id, { yes });
  const files = await readFiles(paths.length > 0 ? paths : [readConfig(process.env).resume]);
  return await publish(site, files, { strict: strict ?? false, yes, draft, note });
}

const mostNote = 500;

async function publish(site: Site, files: Files, wishes: Wishes & { strict: boolean }): Promise<ExitCode> {
  const now = await site.current();
  const prepared = await site.prepare(files.bundle, wishes);
  const base = printable(files.located(files.bundle.base));
  if (!prepared.ok) return refuse(base, prepared.problems.map(files.located));
  sayPrepared(prepared, now, files);
  if (prepared.changes.length === 0 && now.edition !== undefined) {
    say(`Nothing to publish: ${base} says what edition ${now.edition} says, which is the current one`);
    return 0;
  }
  const question = wishes.draft ? "Archive this as a draft?" : "Publish this?";
  const answer = await agree(question, wishes.yes);
  if (answer !== undefined) return answer;
  const { id } = await site.publish(files.bundle, {
    note: wishes.note,
    activate: !wishes.draft,
    expected: now.activation,
  });
  if (wishes.draft) sayArchived(id);
  else sayPublished(site, id, prepared.name, now);
  return 0;
}

function refuse(base: string, problems: string[]): 1 {
  saySection("Stands against publishing", "red", problems);
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  throw new CommandError(`Cannot publish ${base}: ${count}`);
}

function sayPrepared(
  { repairs, warnings, changes }: Prepared & { ok: true },
  now: Current,
  { located }: Files,
): void {
  saySection("Publishing repairs", "yellow", repairs.map(located));
  saySection("Worth a look", "yellow", warnings.map(located));
  if (changes.length === 0) return;
  sayChanges(
    now.edition === undefined ? "The first edition" : `What changes from edition ${now.edition}`,
    changes,
  );
}

function sayArchived(id: number): void {
  say(painted("green", `✓ Edition ${id} is archived, and what everyone sees is unchanged`));
  say(`  Show it to somebody:  bun run share --edition ${id}`);
  say(`  Publish it:           bun run publish --edition ${id}`);
}

function sayPublished({ origin }: Site, id: number, name: string, { edition }: Current): void {
  const where = origin === undefined ? "" : ` at ${origin}/`;
  say(painted("green", `✓ Edition ${id} of ${printable(name)} is the current one${where}`));
  if (edition !== undefined) say(`  Take it back:  bun run rollback   (to edition ${edition})`);
}

await runCommand({ usage, run });
