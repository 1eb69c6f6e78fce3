// One generator: told a Job in the first line of its standard input, it says that it is ready, begins with the second line, and
// writes what it finds to its standard output.
import { createInterface } from "node:readline";
import { runFlatOut } from "./flat-out.ts";
import type { Job, Message } from "./job.ts";
import { runPaced } from "./paced.ts";
import { Recorder } from "./recorder.ts";

const tell = (message: Message) => process.stdout.write(`${JSON.stringify(message)}\n`);

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const job: Job = JSON.parse((await lines.next()).value ?? "");
tell({ kind: "ready" });
await lines.next();

const recorder = new Recorder();
const begin = () => {
  recorder.reset();
  tell({ kind: "start" });
  setInterval(() => tell({ kind: "second", second: recorder.takeSecond() }), 1000);
};

const { pace, ...rest } = job;
if (pace.kind === "paced") await runPaced({ ...rest, pace }, recorder, begin);
else await runFlatOut(job, recorder, begin);

tell({ kind: "end", found: recorder.found() });
process.exit(0);
