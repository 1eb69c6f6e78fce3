// `bun run bench`: puts the whole system under load, and tells whether it held what it promises.
import { writeFileSync } from "node:fs";
import { stopSignal } from "../tools/stop-signal.ts";
import { readOlderRun, requireWritable } from "./files.ts";
import { type CommandLine, readOptions, usage } from "./options.ts";
import { renderComparison } from "./report/compare-table.ts";
import { renderReport } from "./report/document.tsx";
import { renderTable } from "./report/table.ts";
import { passed, type Run } from "./result.ts";
import { type Reporter, runBench } from "./run-bench.ts";

/** As a shell says that a program was ended by SIGINT. */
const interruptedCode = 130;

async function main(args: string[]): Promise<number> {
  if (args.includes("--help")) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const options = readOptions(args);
  const older = options.compare ? await readOlderRun(options.compare) : undefined;
  for (const file of [options.json, options.report]) if (file) requireWritable(file);
  const signal = stopSignal(process.exit);
  const command = describeCommand(args);
  const run = await runBench(options, { command, signal, reporter });
  reporter.show("");
  write(run, older, options);
  if (signal.aborted) return interruptedCode;
  return passed(run) ? 0 : 1;
}

/** What was typed, less the files, which are nobody else's. */
function describeCommand(args: string[]): string {
  const file = /^--(json|report|compare)(=|$)/;
  const isFile = (index: number) =>
    file.test(args[index] ?? "") || /^--(json|report|compare)$/.test(args[index - 1] ?? "");
  const kept = args.filter((_, index) => !isFile(index));
  return ["bun run bench", ...(kept.length > 0 ? ["--", ...kept] : [])].join(" ");
}

function write(
  run: Run,
  older: Run | undefined,
  { json, report }: Pick<CommandLine, "json" | "report">,
): void {
  const { isTTY, columns = 100 } = process.stdout;
  const look = { colour: isTTY === true && !process.env.NO_COLOR, width: columns };
  process.stdout.write(`\n${renderTable(run, look)}`);
  if (older) process.stdout.write(`\n${renderComparison(run, older, look)}`);
  if (json) writeFileSync(json, `${JSON.stringify(run)}\n`);
  if (report) writeFileSync(report, renderReport(run, { compare: older }));
}

const reporter: Reporter = {
  say: line => {
    reporter.show("");
    process.stderr.write(`${line}\n`);
  },
  show: line => {
    // Where nobody looks, as in a CI's log, only lines that stay are written.
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${line}`);
  },
};

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  reporter.say(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
process.exit();
