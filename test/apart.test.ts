import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
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
