// `bun run stack`: the whole system on one machine, without containers.
import { stopSignal } from "../../tools/stop-signal.ts";
import { runtimeSocket } from "./edge.ts";
import { follow } from "./follow.ts";
import { readOptions, usage } from "./options.ts";
import { requireResume } from "./require-resume.ts";
import { type Stack, startStack } from "./start-stack.ts";

async function main(): Promise<void> {
  if (process.argv.includes("--help")) return say(usage);
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.resume) await requireResume(options.resume);
  const signal = stopSignal(process.exit);
  const stack = await startStack({ ...options, report: say, signal });
  if (options.verbose) follow(stack.directory, say);
  say(await describe(stack, options.env.DATABASE_URL ? "DATABASE_URL" : options.data));
  if (!signal.aborted) await new Promise(stopped => signal.addEventListener("abort", stopped));
  say("Ending: the edge finishes its visits, then the others end.");
  await stack.stop();
}

/** What runs where, which edition each instance serves, and how long all of it took. */
async function describe(stack: Stack, archive: string): Promise<string> {
  const { url, ports, directory, edge, prometheus, editions } = stack;
  const serving = (await editions()).map(
    (edition, index) =>
      `  instance ${index + 1}  http://127.0.0.1:${ports.instances[index]}  edition ${edition}`,
  );
  return [
    `Ready after ${Math.round(performance.now())} ms. Ctrl-C ends it.`,
    `  site        ${url}`,
    `  stats       http://localhost:${ports.stats}`,
    prometheus ? `  Prometheus  http://localhost:${ports.prometheus}` : "  Prometheus  not installed",
    `  archive     ${archive}`,
    `  edge        pid ${edge.pid}, socket ${runtimeSocket(directory)}`,
    ...serving,
    `  logs        ${directory}`,
  ].join("\n");
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

try {
  await main();
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
