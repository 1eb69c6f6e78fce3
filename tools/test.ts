// `npm test`, `bun run test`: every test, or those that the arguments name to `bun test`. `--no-install` installs nothing.
import { say } from "./run.ts";
import { runTests } from "./run-tests.ts";
import { stopSignal } from "./stop-signal.ts";

const signal = stopSignal(process.exit);
const { ok, closing } = await runTests({ args: process.argv.slice(2), signal });
say(closing);
// Not process.exit: it would cut off what a pipe has not taken yet.
process.exitCode = signal.aborted ? 130 : ok ? 0 : 1;
