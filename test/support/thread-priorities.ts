/** A program for Apart that tells the niceness of each of its threads. */
import { existsSync, readdirSync } from "node:fs";
import { getPriority } from "node:os";
import { answerJobs } from "../../src/apart.ts";

const threads = "/proc/self/task";

if (import.meta.main) {
  answerJobs<null, number[]>(() => {
    const ids = existsSync(threads) ? readdirSync(threads).map(Number) : [process.pid];
    return ids.map(id => getPriority(id));
  });
}
