import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { getPriority } from "node:os";
import { join } from "node:path";
import { Apart } from "../src/apart.ts";
import { fixture } from "./support/fixture.ts";

interface Job {
  /** A file that is there when the program has been killed over this job. */
  mark?: string;
  signal?: NodeJS.Signals;
  says?: string;
}

function worker(): Apart<Job, string> {
  const program = new URL("support/killed-worker.ts", import.meta.url);
  return new Apart<Job, string>({ name: "the worker", program, idleMs: 1000 });
}

test("a program that somebody kills is started and asked once more", async () => {
  using folder = fixture({});
  const mark = join(folder.path, "killed");
  expect(await worker().ask({ mark, signal: "SIGKILL" }, 10_000)).toBe("done");
  expect(existsSync(mark)).toBe(true);
});

test("one that is killed again is an error, and the next job is done", async () => {
  const apart = worker();
  expect(apart.ask({ signal: "SIGKILL" }, 10_000)).rejects.toThrow("the worker ended with signal SIGKILL");
  expect(await apart.ask({}, 10_000)).toBe("done");
});

test("one that breaks over a job and says so is not asked again", async () => {
  using folder = fixture({});
  const mark = join(folder.path, "killed");
  const says = "thread 'main' panicked at lib.rs:1:\nno such glyph\n";
  expect(worker().ask({ mark, signal: "SIGABRT", says }, 10_000)).rejects.toThrow(
    "the worker ended with signal SIGABRT: no such glyph",
  );
});

test("all threads of a program give way that is to, and none of another one", async () => {
  const program = new URL("support/thread-priorities.ts", import.meta.url);
  const ask = (niceness?: number) =>
    new Apart<null, number[]>({
      name: "the worker",
      program,
      idleMs: 1000,
      ...(niceness && { niceness }),
    }).ask(null, 10_000);
  const own = getPriority();
  expect(new Set(await ask(7))).toEqual(new Set([Math.min(own + 7, 19)]));
  expect(new Set(await ask())).toEqual(new Set([own]));
});
