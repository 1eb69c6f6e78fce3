// `bun run ok`: every check and every test, one after the other; what fails shows its output, and the rest goes on.
import { type Check, checks } from "./checks.ts";
import { run, say } from "./run.ts";
import { runTests } from "./run-tests.ts";
import { stopSignal } from "./stop-signal.ts";

const args = process.argv.slice(2);
const signal = stopSignal(process.exit);
const failed: string[] = [];

for (const check of checks) await step(check);
const closing = await tests();

say(closing);
if (failed.length > 0) say(`Not ok: ${failed.join(", ")}`);
// Not process.exit: it would cut off what a pipe has not taken yet.
process.exitCode = failed.length === 0 ? 0 : 1;

async function step({ name, command, needs, probe }: Check): Promise<void> {
  if (needs && !Bun.which(needs)) return say(`skip  ${name}: needs ${needs}`);
  if (probe && (await run(probe)).code !== 0)
    return say(`skip  ${name}: needs \`${probe.join(" ")}\` to work`);
  const start = performance.now();
  const { code, output } = await run(command, { signal });
  report(code === 0, name, start);
  if (code !== 0) say(output.trimEnd());
}

async function tests(): Promise<string> {
  const start = performance.now();
  const { ok, closing } = await runTests({ args, signal });
  report(ok, "tests", start);
  return closing;
}

function report(ok: boolean, name: string, start: number): void {
  if (signal.aborted) process.exit(130);
  if (!ok) failed.push(name);
  say(`${ok ? "ok   " : "FAIL "} ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
}
