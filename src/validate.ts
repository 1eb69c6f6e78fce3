/**
 * `bun run validate [file] [--strict]`: says of a résumé, and of each of its languages and variants, whether it conforms, what
 * publishing would mend, whether programs that take applications find all of it in print, and whether it can be published.
 */
import { parseArgs, styleText } from "node:util";
import { formatFinding } from "./ats/finding.ts";
import type { AtsReport } from "./ats/report.ts";
import { readPhoto } from "./edition/photo.ts";
import { deviations } from "./resume/conformance.ts";
import { ResumeFileError } from "./resume/file.ts";
import { findResume } from "./resume/find-resume.ts";
import { folderOf } from "./resume/folder.ts";
import { publicResume } from "./resume/privacy.ts";
import { formatProblem, formatRepair, formatWarning, type Problem } from "./resume/problem.ts";
import type { Reading } from "./resume/read.ts";
import { readVersions, type VersionReading } from "./resume/read-versions.ts";
import { Said } from "./resume/said.ts";
import type { Resume } from "./resume/schema.ts";
import { languageName } from "./resume/version-name.ts";
import { prefixOf } from "./resume/versions.ts";

type Style = Parameters<typeof styleText>[0];

interface Options {
  file: string;
  /** Whether what programs do not find in print stands against publishing. */
  isStrict: boolean;
  write(line: string): void;
}

/** Writes the answers, one for each version, and gives back the exit code: 0 where all can be published. */
async function validate({ file: path, isStrict, write }: Options): Promise<0 | 1> {
  const file = await findResume(path);
  const { versions, problems } = await readVersions(folderOf(file));
  const deviating = new Said(formatProblem);
  const resumes = versions.flatMap(({ reading }) => (reading.ok ? [reading.resume] : []));
  let isWhole = true;
  for (const [index, version] of versions.entries()) {
    if (index > 0) write("");
    for (const line of report(version, deviating)) write(line);
    const ats = await readBack(version, resumes);
    if (ats) for (const line of atsReport(ats)) write(line);
    const isRefused = isStrict && ats !== undefined && !isFlawless(ats);
    isWhole &&= !isRefused;
    write(verdict(`${version.file}${addressOf(version)}`, version.reading, isRefused));
  }
  if (problems.length > 0 && versions.length > 0) write("");
  for (const line of section("Stands against publishing", "red", problems.map(formatProblem))) write(line);
  return isWhole && problems.length === 0 && versions.every(({ reading }) => reading.ok) ? 0 : 1;
}

function* report({ document, file, reading }: VersionReading, deviating: Said<Problem>): Generator<string> {
  if (document) yield* conformance(deviations(document), file, deviating);
  yield* section("Publishing repairs", "yellow", reading.repairs.map(formatRepair));
  if (reading.ok) yield* section("Worth a look", "yellow", reading.warnings.map(formatWarning));
  else yield* section("Stands against publishing", "red", reading.problems.map(formatProblem));
}

/** What a version is in print, for those who may see it. */
async function readBack(
  { name, file, reading }: VersionReading,
  versions: Resume[],
): Promise<AtsReport | undefined> {
  if (!reading.ok) return undefined;
  // Loaded only for a résumé that can be printed: the readers take 200 ms.
  const [{ reportAts }, { photographed }] = await Promise.all([
    import("./ats/report.ts"),
    import("./edition/photographed.ts"),
  ]);
  const resume = publicResume(reading.resume, { ...(name !== undefined && { name }), versions });
  const { photo, warning } = await readPhoto(resume.basics?.image, folderOf(file));
  const printed = await photographed(resume, photo);
  const report = await reportAts(printed.resume, printed.photo);
  return { ...report, warnings: [...(warning ? [warning] : []), ...printed.warnings, ...report.warnings] };
}

function* atsReport({ formats, fields, found, findings, warnings }: AtsReport): Generator<string> {
  const names = new Intl.ListFormat("en").format(formats);
  if (fields > 0)
    yield `Read back from ${names}: ${found} of ${count(fields, "field")}, whole and in order\n`;
  yield* section("Not as it should be in print", "yellow", [...warnings, ...findings.map(formatFinding)]);
}

function isFlawless({ findings, warnings }: AtsReport): boolean {
  return findings.length === 0 && warnings.length === 0;
}

function* conformance(found: Problem[], file: string, deviating: Said<Problem>): Generator<string> {
  if (found.length === 0) yield "Conforms to JSON Resume 1.3.1\n";
  const news = deviating.fresh(found, file);
  yield* section("Deviates from JSON Resume 1.3.1", "yellow", news.map(formatProblem));
}

/** Where a version will be, and what of: " at /it/ (Italian)". */
function addressOf(version: VersionReading): string {
  if (version.kind === "base") return "";
  const what = version.kind === "language" && version.name ? languageName(version.name) : "variant";
  return ` at ${prefixOf(version)}/ (${what})`;
}

function* section(title: string, style: Style, lines: string[]): Generator<string> {
  if (lines.length === 0) return;
  yield `${painted(style, title)} (${lines.length})`;
  for (const line of lines) yield `  ${line.replaceAll("\n", "\n  ")}`;
  yield "";
}

function verdict(what: string, reading: Reading, isRefused: boolean): string {
  const { length } = reading.ok ? reading.repairs : reading.problems;
  if (isRefused) return painted("red", `✗ ${what} cannot be published: --strict, and not all is in print`);
  if (reading.ok) {
    const how = length === 0 ? "as it is" : `with ${count(length, "repair")}`;
    return painted("green", `✓ ${what} can be published ${how}`);
  }
  // What stands in the base is said there.
  const why = length === 0 ? " before that is mended" : `: ${count(length, "problem")}`;
  return painted("red", `✗ ${what} cannot be published${why}`);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** Colour is for people: only on a terminal, and not where NO_COLOR (no-color.org) is set. */
function painted(style: Style, text: string): string {
  return process.stdout.isTTY && !process.env.NO_COLOR ? styleText(style, text) : text;
}

/** One line for what keeps the file from being read at all. Anything else is a fault of this program. */
function explain(error: unknown): 1 {
  if (!(error instanceof ResumeFileError)) throw error;
  process.stderr.write(`${error.message}\n`);
  return 1;
}

const usage = "usage: bun run validate [file] [--strict]";

/** The command line; a message where it cannot be understood. */
function readCommandLine(args: string[]): Pick<Options, "file" | "isStrict"> | string {
  try {
    const options = { strict: { type: "boolean" }, help: { type: "boolean", short: "h" } } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [file = process.env.RESUME || "resume.json", ...others] = positionals;
    if (values.help) return usage;
    if (others.length > 0) return `Cannot validate ${positionals.length} files: name one résumé (${usage})`;
    return { file, isStrict: values.strict === true };
  } catch {
    const unknown = args.find(arg => arg.startsWith("-") && arg !== "--strict");
    return `Cannot read ${unknown ?? args.join(" ")}: there is only --strict (${usage})`;
  }
}

const commandLine = readCommandLine(process.argv.slice(2));
if (typeof commandLine === "string") {
  const isAsked = commandLine === usage;
  process[isAsked ? "stdout" : "stderr"].write(`${commandLine}\n`);
  process.exitCode = isAsked ? 0 : 1;
} else {
  const write = (line: string) => void process.stdout.write(`${line}\n`);
  process.exitCode = await validate({ ...commandLine, write }).catch(explain);
}
