import { describe, expect, test } from "bun:test";
import { existsSync, writeFileSync } from "node:fs";
import { Part, type Program } from "../../../bench/stack/part.ts";
import { until } from "../../../bench/stack/until.ts";
import { fixture } from "../../support/fixture.ts";

const soon = { deadlineMs: 5000 };

/** A shell script as a part, ready as soon as it has made the file `ready`. */
function script(text: string) {
  const folder = fixture({ log: "" });
  const program: Program = {
    name: "script",
    command: ["sh", "-c", text],
    env: { PATH: process.env.PATH ?? "" },
    cwd: folder.path,
    log: folder.file("log"),
    isReady: async () => existsSync(folder.file("ready")),
    stopSignal: "SIGTERM",
  };
  const events: string[] = [];
  return { folder, program, events, report: (event: string) => void events.push(event) };
}

describe("Part", () => {
  test("is ready when the program says so, and gone after stop", async () => {
    const { folder, program, report } = script("sleep 0.2; touch ready; exec sleep 60");
    using _ = folder;
    const part = new Part(program, report);
    await part.ready();
    expect(existsSync(folder.file("ready"))).toBe(true);
    const { pid = 0 } = part;
    await part.stop();
    expect(part.pid).toBeUndefined();
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  });

  test("a program that ends before it is ready is an error with its last words", async () => {
    const { folder, program, report } = script("echo no such file; exit 3");
    using _ = folder;
    const part = new Part(program, report);
    await expect(part.ready()).rejects.toThrow(/^Cannot start script: it ended with 3\n {2}\| no such file$/);
  });

  test("a program that dies is reported with its last words, and started again after a pause that doubles", async () => {
    const { folder, program, events, report } = script("echo alive; touch ready; exec sleep 60");
    using _ = folder;
    const part = new Part(program, report);
    await part.ready();
    for (const [count, pauseMs] of [1500, 3000].entries()) {
      const start = performance.now();
      part.signal("SIGKILL");
      expect(await until(() => part.starts === count + 2, soon)).toBe(true);
      expect(performance.now() - start).toBeGreaterThanOrEqual(pauseMs);
      expect(events[count]).toStartWith(
        `script was ended by SIGKILL; it starts again in ${pauseMs} ms\n  | alive`,
      );
    }
    await part.stop();
    expect(events).toHaveLength(2);
  }, 20_000);

  test("a restart is no death: no report and no pause", async () => {
    const { folder, program, events, report } = script("touch ready; exec sleep 60");
    using _ = folder;
    const part = new Part(program, report);
    await part.ready();
    const before = part.pid;
    await part.restart();
    expect(part.starts).toBe(2);
    expect(part.pid).not.toBe(before);
    expect(events).toEqual([]);
    await part.stop();
  });

  test("stop kills what does not end in time, and all that it started", async () => {
    const { folder, program, report } = script(
      "trap '' TERM; sleep 60 & echo $! > child; touch ready; wait; sleep 60",
    );
    using _ = folder;
    const part = new Part(program, report);
    await part.ready();
    const child = Number(await Bun.file(folder.file("child")).text());
    await part.stop(200);
    const isGone = () => !existsSync(`/proc/${child}`);
    expect(await until(isGone, soon)).toBe(true);
  });

  test("a hung program can be stopped", async () => {
    const { folder, program, report } = script("touch ready; exec sleep 60");
    using _ = folder;
    const part = new Part(program, report);
    await part.ready();
    part.signal("SIGSTOP");
    await part.stop(200);
    expect(part.pid).toBeUndefined();
  });

  test("stop while it waits to start again starts nothing", async () => {
    const { folder, program, report } = script("echo x >> starts; touch ready; exec sleep 60");
    using _ = folder;
    const part = new Part(program, report);
    await part.ready();
    part.signal("SIGKILL");
    expect(await until(() => part.pid === undefined, soon)).toBe(true);
    await part.stop();
    writeFileSync(folder.file("starts"), "");
    await Bun.sleep(1700);
    expect(await Bun.file(folder.file("starts")).text()).toBe("");
  });
});
