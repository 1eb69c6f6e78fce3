/** A program for Apart that does its job, or is killed over it: each time, or only the first time. */
import { existsSync, writeFileSync, writeSync } from "node:fs";
import { answerJobs } from "../../src/apart.ts";

interface Job {
  mark?: string;
  signal?: NodeJS.Signals;
  says?: string;
}

if (import.meta.main) {
  answerJobs<Job, string>(async ({ mark, signal, says }) => {
    if (signal === undefined || (mark !== undefined && existsSync(mark))) return "done";
    if (mark !== undefined) writeFileSync(mark, "");
    if (says !== undefined) writeSync(2, says);
    process.kill(process.pid, signal);
    await Bun.sleep(10_000);
    return "not killed";
  });
}
