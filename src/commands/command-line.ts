/** How every command reads its command line, and how it ends. */
import { type ParseArgsConfig, parseArgs } from "node:util";
import { ArchiveDownError, ConflictError } from "../archive/archive.ts";
import { ConfigError } from "../config.ts";
import { FileWinsError } from "../publication/publisher.ts";
import { ResumeFileError } from "../resume/file.ts";
import { preview, printable } from "../resume/preview.ts";

/** What keeps a command from doing what it was asked. Its message is one line, written for who asked. */
export class CommandError extends Error {
  override readonly name: string = "CommandError";
}

/** A command line that says nothing that can be done. */
export class UsageError extends CommandError {
  override readonly name = "UsageError";
}

/** 0: done. 1: not done, and said why. 2: the command line cannot be understood. 130: ended by Ctrl-C. */
export type ExitCode = 0 | 1 | 2 | 130;

interface Command {
  /** `bun run publish [file…]`, a line for each option, and what it does: what `--help` shows. */
  usage: string;
  /** @throws CommandError, and the errors of what it works with */
  run(args: string[]): Promise<ExitCode>;
}

/** Runs a command as a program, and ends the process. */
export async function runCommand({ usage, run }: Command): Promise<never> {
  const args = process.argv.slice(2);
  if (isAskedForHelp(args)) {
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  }
  const code = await run(args).catch((error: unknown): ExitCode => {
    process.stderr.write(`${explain(error, usage)}\n`);
    return error instanceof UsageError ? 2 : 1;
  });
  // What goes into a pipe is not there yet.
  await Promise.all([process.stdout, process.stderr].map(flushed));
  process.exit(code);
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise(resolve => void stream.write("", () => resolve()));
}

function isAskedForHelp(args: string[]): boolean {
  const end = args.indexOf("--");
  return args.slice(0, end === -1 ? args.length : end).some(arg => arg === "--help" || arg === "-h");
}

/** One line for what an owner can mend. Anything else is a fault of this program, and shown as one. */
function explain(error: unknown, usage: string): string {
  if (error instanceof UsageError) return `${error.message} (${commandIn(usage)} --help says more)`;
  if (error instanceof ArchiveDownError) return `Cannot use the archive: ${error.message}`;
  if (error instanceof ConflictError) return `${error.message}: ${afterConflict}`;
  const expected = [CommandError, ConfigError, FileWinsError, ResumeFileError];
  return error instanceof Error && expected.some(kind => error instanceof kind)
    ? error.message
    : Bun.inspect(error);
}

const afterConflict =
  "nothing was done. `bun run editions` tells whose it is; the same command again shows what is different from it";

/** The "bun run publish" of a usage. */
function commandIn(usage: string): string {
  return /^bun run \S+/.exec(usage)?.[0] ?? "";
}

type Options = NonNullable<ParseArgsConfig["options"]>;

/**
 * Reads options and what stands beside them.
 *
 * @throws UsageError that names what cannot be read, and what can
 */
export function readArguments<const Flags extends Options>(args: string[], options: Flags) {
  refuseStrangers(args, options);
  return parseArgs({ args, options, allowPositionals: true });
}

/** The library's own words are about dashes and quotes. */
function refuseStrangers(args: string[], options: Options): void {
  const { tokens } = parseArgs({ args, options, allowPositionals: true, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    const name = printable(token.rawName);
    if (!option) throw new UsageError(`Cannot read ${name}: there ${listed(options)}`);
    if (option.type === "boolean" && token.value !== undefined)
      throw new UsageError(`Cannot read ${name}=${printable(token.value)}: ${name} takes no value`);
    if (option.type === "string" && isMissing(token))
      throw new UsageError(`Cannot read ${name}: a value is missing`);
  }
}

/** `--note --yes` is a slip, and `--note=--yes` is none. */
function isMissing({
  value,
  inlineValue,
}: {
  value?: string | undefined;
  inlineValue?: boolean | undefined;
}): boolean {
  return value === undefined || value === "" || (!inlineValue && value.startsWith("-"));
}

function listed(options: Options): string {
  const names = Object.keys(options).map(name => `--${name}`);
  return names.length === 0 ? "are no options" : `${names.length === 1 ? "is" : "are"} ${names.join(", ")}`;
}

/** A whole number from 1 on. `name` is said in the message: `--limit`, or `an edition`. */
export function readNumber(name: string, text: string, most = 2 ** 31 - 1): number {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= most) return number;
  const expected = most === 2 ** 31 - 1 ? "a whole number from 1 on" : `1 to ${most}`;
  throw new UsageError(`Cannot read ${name}: must be ${expected}, got ${preview(text)}`);
}

/** Refuses what stands there beside what is asked for. */
export function refuseMore(rest: readonly string[], allowed: string): void {
  if (rest.length > 0) throw new UsageError(`Cannot read ${preview(rest[0])}: ${allowed}`);
}
