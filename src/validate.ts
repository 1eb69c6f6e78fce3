/**
 * `bun run validate [file]`: says of a résumé, and of each of its languages and variants, whether it conforms, what publishing would
 * mend, and whether it can be published.
 */
import { styleText } from "node:util";
import { deviations } from "./resume/conformance.ts";
import { ResumeFileError } from "./resume/file.ts";
import { formatProblem, formatRepair, formatWarning, type Problem } from "./resume/problem.ts";
import type { Reading } from "./resume/read.ts";
import { readVersions, type VersionReading } from "./resume/read-versions.ts";
import { Said } from "./resume/said.ts";
import { languageName } from "./resume/version-name.ts";
import { prefixOf } from "./resume/versions.ts";

type Style = Parameters<typeof styleText>[0];

/** Writes the answers, one for each version, and gives back the exit code: 0 where all can be published. */
async function validate(file: string, write: (line: string) => void): Promise<0 | 1> {
  const { versions, problems } = await readVersions(file);
  const deviating = new Said(formatProblem);
  for (const [index, version] of versions.entries()) {
    if (index > 0) write("");
    for (const line of report(version, deviating)) write(line);
  }
  if (problems.length > 0 && versions.length > 0) write("");
  for (const line of section("Stands against publishing", "red", problems.map(formatProblem))) write(line);
  return problems.length === 0 && versions.every(({ reading }) => reading.ok) ? 0 : 1;
}

function* report(version: VersionReading, deviating: Said<Problem>): Generator<string> {
  const { document, file, reading } = version;
  if (document) yield* conformance(deviations(document), file, deviating);
  yield* section("Publishing repairs", "yellow", reading.repairs.map(formatRepair));
  if (reading.ok) yield* section("Worth a look", "yellow", reading.warnings.map(formatWarning));
  else yield* section("Stands against publishing", "red", reading.problems.map(formatProblem));
  yield verdict(`${file}${addressOf(version)}`, reading);
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

function verdict(what: string, reading: Reading): string {
  const { length } = reading.ok ? reading.repairs : reading.problems;
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

const file = process.argv[2] ?? (process.env.RESUME || "resume.json");
process.exitCode = await validate(file, line => process.stdout.write(`${line}\n`)).catch(explain);
