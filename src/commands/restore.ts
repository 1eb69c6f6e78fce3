import { createWriteStream, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { BackupError, checkBackup, load } from "../archive/load.ts";
import { preview } from "../resume/preview.ts";
import {
  CommandError,
  type ExitCode,
  readArguments,
  refuseMore,
  runCommand,
  UsageError,
} from "./command-line.ts";
import { inWords, whichArchive, withArchive } from "./own-archive.ts";
import { painted, say } from "./terminal.ts";

const usage = `bun run restore FILE

Puts back what \`bun run backup\` wrote: all of it, or nothing. FILE may be - for standard input. It is looked
through first: a file that is cut or was changed is refused.

  --help           show this

${whichArchive}
It must be empty: a restore writes over nothing. Sites that use it show what was restored within seconds.

Exit code 0: all is there. 1: nothing has changed. 2: the command line cannot be read.`;

async function run(args: string[]): Promise<ExitCode> {
  const { positionals } = readArguments(args, {});
  const [file, ...rest] = positionals;
  if (file === undefined) throw new UsageError("Cannot restore nothing: name the file of a backup");
  refuseMore(rest, "restore takes one file");
  if (file === "-") return withStandardInput(path => restore(path, "standard input"));
  if (!existsSync(file)) throw new CommandError(`There is no ${preview(file)}`);
  return restore(file, file);
}

async function restore(path: string, name: string): Promise<ExitCode> {
  const backup = () => Bun.file(path).stream();
  try {
    const counts = await checkBackup(backup);
    await withArchive({ mayCreate: true }, kept => kept.write(sql => load(sql, backup)));
    say(painted("green", `✓ Restored ${inWords(counts)}`));
    return 0;
  } catch (error) {
    if (error instanceof BackupError) throw new CommandError(`Cannot restore ${name}: ${error.message}`);
    throw error;
  }
}

/** It is read twice, to look through it first: what comes once is kept meanwhile, where nobody else can read it. */
async function withStandardInput<Result>(work: (path: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "vitae-restore-"));
  try {
    const path = join(folder, "backup");
    await pipeline(process.stdin, createWriteStream(path, { mode: 0o600 }));
    return await work(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await runCommand({ usage, run });
