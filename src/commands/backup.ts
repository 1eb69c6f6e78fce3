import { closeSync, createWriteStream, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type Counts, dump } from "../archive/dump.ts";
import { preview } from "../resume/preview.ts";
import { CommandError, type ExitCode, readArguments, refuseMore, runCommand } from "./command-line.ts";
import { inWords, whichArchive, withArchive } from "./own-archive.ts";
import { painted } from "./terminal.ts";

const usage = `bun run backup [FILE]

Writes all that is in the archive into FILE: every edition with its files, which one is current, tokens and
share links. Without FILE it goes to standard output. The site may go on meanwhile, and so may publishing:
what is written is the archive as it is in one moment.

  --help           show this

${whichArchive}
The same file can be restored into SQLite and into PostgreSQL. Keep it where only you can read it: what is
private in your résumé is in it.

Exit code 0: it is all there. 1: it is not, and there is no FILE. 2: the command line cannot be read.`;

async function run(args: string[]): Promise<ExitCode> {
  const { positionals } = readArguments(args, {});
  const [file, ...rest] = positionals;
  refuseMore(rest, "backup takes one file");
  if (file === undefined && process.stdout.isTTY)
    throw new CommandError("Cannot show a backup on a terminal: name a file, or send it into one");
  if (file !== undefined && existsSync(file))
    throw new CommandError(`Cannot write ${preview(file)}: it is there already, and may be a backup too`);
  const counts = await withArchive({ mayCreate: false }, kept =>
    kept.use(session =>
      session.snapshot(sql => (file === undefined ? pack(sql, process.stdout) : writeTo(file, sql))),
    ),
  );
  const where = file === undefined ? "" : ` in ${file}`;
  process.stderr.write(`${painted("green", `✓ Backed up${where}: ${inWords(counts)}`, "stderr")}\n`);
  return 0;
}

type Sql = Parameters<typeof dump>[0];

/** Into a file of another name, which gets its own when all of it is on the disk. */
async function writeTo(file: string, sql: Sql): Promise<Counts> {
  const unfinished = `${file}.${process.pid}.unfinished`;
  try {
    const counts = await pack(sql, createWriteStream(unfinished, { flags: "wx", mode: 0o600 }));
    const descriptor = openSync(unfinished, "r+");
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(unfinished, file);
    return counts;
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

async function pack(sql: Sql, to: NodeJS.WritableStream): Promise<Counts> {
  let counts: Counts = {};
  const lines = async function* () {
    counts = yield* dump(sql);
  };
  try {
    await pipeline(lines, createGzip(), to);
  } catch (error) {
    // What the file system says, and not what the archive does.
    if (error instanceof Error && "syscall" in error)
      throw new CommandError(`Cannot write the backup: ${error.message}`);
    throw error;
  }
  return counts;
}

await runCommand({ usage, run });
