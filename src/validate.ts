/** `bun run validate [file]`: says of a résumé whether it conforms, what publishing would mend, and whether it can be published. */
import { styleText } from "node:util";
import { deviations } from "./resume/conformance.ts";
import { type Parsed, parseDocument } from "./resume/document.ts";
import { ResumeFileError, readResumeFile } from "./resume/file.ts";
import { formatProblem, formatRepair, formatWarning, type Problem } from "./resume/problem.ts";
import { type Reading, readDocument } from "./resume/read.ts";

type Style = Parameters<typeof styleText>[0];

/** Writes one file's answer, and gives back the exit code: 0 where it can be published. */
async function validate(file: string, write: (line: string) => void): Promise<0 | 1> {
  const parsed = await parseDocument(await readResumeFile(file), { file });
  const reading: Reading = parsed.ok ? await readDocument(parsed.document) : { ...parsed, repairs: [] };
  for (const line of report(file, parsed, reading)) write(line);
  return reading.ok ? 0 : 1;
}

function* report(file: string, parsed: Parsed, reading: Reading): Generator<string> {
  if (parsed.ok) yield* conformance(deviations(parsed.document));
  yield* section("Publishing repairs", "yellow", reading.repairs.map(formatRepair));
  if (reading.ok) yield* section("Worth a look", "yellow", reading.warnings.map(formatWarning));
  else yield* section("Stands against publishing", "red", reading.problems.map(formatProblem));
  yield verdict(file, reading);
}

function* conformance(found: Problem[]): Generator<string> {
  if (found.length === 0) yield "Conforms to JSON Resume 1.3.1\n";
  else yield* section("Deviates from JSON Resume 1.3.1", "yellow", found.map(formatProblem));
}

function* section(title: string, style: Style, lines: string[]): Generator<string> {
  if (lines.length === 0) return;
  yield `${painted(style, title)} (${lines.length})`;
  for (const line of lines) yield `  ${line.replaceAll("\n", "\n  ")}`;
  yield "";
}

function verdict(file: string, reading: Reading): string {
  if (!reading.ok) {
    const { length } = reading.problems;
    return painted(
      "red",
      `✗ ${file} cannot be published: ${length} ${length === 1 ? "problem" : "problems"}`,
    );
  }
  const { length } = reading.repairs;
  const how = length === 0 ? "as it is" : `with ${length} ${length === 1 ? "repair" : "repairs"}`;
  return painted("green", `✓ ${file} can be published ${how}`);
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
