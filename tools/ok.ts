// `bun run ok`: every check and every test, one after the other; what fails shows its output, and the rest goes on.
import { type Check, checks } from "./checks.ts";
import { run, say, stopSignal } from "./run.ts";
import { runTests } from "./run-tests.ts";

const args = process.argv.slice(2);
const signal = stopSignal();
const failed: string[] = [];

for (const check of checks) await step(check);
const { ok, closing } = await tests();

if (failed.length > 0) say(`Not ok: ${failed.join(", ")}`);
if (ok) say(closing);
process.exit(signal.aborted ? 130 : failed.length === 0 && ok ? 0 : 1);

async function step({ name, command, needs }: Check): Promise<void> {
  if (signal.aborted) return;
  if (needs && !Bun.which(needs)) return say(`skip  ${name}: needs ${needs}`);
  const start = performance.now();
  const { code, output } = await run(command, { signal });
  report(code === 0, name, start);
  if (code !== 0) say(output.trimEnd());
}

async function tests() {
  const start = performance.now();
  const outcome = await runTests({ args, signal });
  report(outcome.ok, "tests", start);
  return outcome;
}

function report(ok: boolean, name: string, start: number): void {
  if (!ok) failed.push(name);
  say(`${ok ? "ok   " : "FAIL "} ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
}
