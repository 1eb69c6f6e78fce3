/** One run of `bun test`: its packages installed first, its outcome counted after. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canInstall, installCommand, installMissing, type PartName, partNames, parts } from "./debian.ts";
import { engine } from "./engine.ts";
import { closingLine, type Tally, tallyReport } from "./junit.ts";
import { say } from "./run.ts";

export interface TestRun {
  ok: boolean;
  /** `N passed, N failed, N skipped`: the caller writes it as its last line. */
  closing: string;
}

const stopped: TestRun = { ok: false, closing: "Stopped." };

/**
 * Installs what is missing, runs `bun test` with `args` and this process's output, and says what could not be tested.
 *
 * @param options.args what `bun test` gets: files, names, its own options; `--no-install` is ours.
 */
export async function runTests({ args, signal }: { args: string[]; signal: AbortSignal }): Promise<TestRun> {
  const install = !args.includes("--no-install");
  const missing = await installMissing({ install, signal });
  if (signal.aborted) return stopped;
  const { code, tally, problem } = await bunTest(
    args.filter(arg => arg !== "--no-install"),
    signal,
  );
  if (signal.aborted) return stopped;

  sayUntested(missing, tally);
  if (problem) say(problem);
  // What CI could have installed and did not is a hole in the check, not a property of the machine.
  const hole = install && process.env.CI === "true" && canInstall() && missing.size > 0;
  if (hole) say("CI needs every part: pass --no-install to go without.");
  return { ok: code === 0 && !problem && !hole, closing: closingLine(tally) };
}

async function bunTest(args: string[], signal: AbortSignal) {
  const directory = mkdtempSync(join(tmpdir(), "vitae-tests-"));
  const report = join(directory, "junit.xml");
  try {
    // --no-orphans: a server or browser that a test started never outlives the run, however it ends.
    const child = Bun.spawn(
      [
        process.execPath,
        "test",
        "--no-orphans",
        "--timeout=30000",
        ...args,
        "--reporter=junit",
        `--reporter-outfile=${report}`,
      ],
      {
        stdio: ["ignore", "inherit", "pipe"],
        env: { ...process.env, ...(process.stderr.isTTY && { FORCE_COLOR: "1" }) },
        signal,
      },
    );
    const [tail, code] = await Promise.all([passOn(child.stderr), child.exited]);
    return judge(code, tail, existsSync(report) ? readFileSync(report, "utf8") : undefined);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Copies a stream to standard error and keeps its end, which holds Bun's own summary. */
async function passOn(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let tail = "";
  const copy = new WritableStream<Uint8Array>({
    write(chunk) {
      process.stderr.write(chunk);
      tail = (tail + decoder.decode(chunk, { stream: true })).slice(-4096);
    },
  });
  await stream.pipeTo(copy);
  return Bun.stripANSI(tail);
}

/**
 * What a run of `bun test` comes to.
 *
 * @param code its exit code.
 * @param tail the end of what it wrote, for the files that it could not load: its report does not know them.
 * @param report its JUnit report, which it does not write when it ends early.
 */
function judge(
  code: number,
  tail: string,
  report: string | undefined,
): { code: number; tally: Tally; problem?: string } {
  const tally = tallyReport(report ?? "");
  tally.failed += Number(/^ *(\d+) errors?$/m.exec(tail)?.[1] ?? 0);
  if (code !== 0 && tally.failed === 0 && report) tally.failed = 1;
  if (tally.passed + tally.failed > 0) return { code, tally };
  const why = report ? "every test was skipped" : "nothing matched, or the run ended early";
  return { code, tally, problem: `No test ran: ${why}.` };
}

/** Says which parts this machine lacks, and which tests were skipped for it. */
function sayUntested(missing: Map<PartName, string>, { skippedFor }: Tally): void {
  if (skippedFor.size === 0) return;
  const untested = partNames.filter(name => skippedFor.has(name));
  say("\nNot tested on this machine:");
  for (const [name, { length: count }] of skippedFor) {
    const part = untested.find(candidate => candidate === name);
    if (part) say(`  ${describePart(part, count)}; ${missing.get(part) ?? "not found"}`);
    else if (name === engine.name) say(`  ${engine.tests} (${count} skipped): needs ${engine.needs}`);
    else say(`  ${count} skipped: needs ${name}`);
  }
  if (untested.length > 0) say(`Install: ${installCommand(untested)}\n`);
}

function describePart(name: PartName, count: number): string {
  return `${parts[name].tests} (${count} skipped): needs ${name}, Debian ${parts[name].packages.join(" ")}`;
}
