import { describe, expect, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fixture } from "./fixture.ts";
import { spawnProgram, startProgram } from "./process.ts";

const serve = `
  const server = Bun.serve({ port: Number(process.env.PORT), hostname: "127.0.0.1", fetch: () => new Response(process.env.WORD) });
  process.stdout.write("listening\\n");
  process.stderr.write("to the error stream\\n");
`;
const stubborn = `${serve} process.on("SIGTERM", () => {});`;

/** Whether a process runs; one that has ended and waits for its parent to notice (Z) does not. */
function isAlive(pid: number): boolean {
  const status = `/proc/${pid}/status`;
  return existsSync(status) && !/^State:\s+Z/m.test(readFileSync(status, "utf8"));
}

describe("startProgram", () => {
  test("resolves when the program answers, with its own environment and output", async () => {
    using directory = fixture({ "main.ts": serve });
    await using program = await startProgram({
      entry: join(directory.path, "main.ts"),
      env: { WORD: "hello" },
    });
    expect(await (await fetch(program.url)).text()).toBe("hello");
    expect(program.stdout()).toBe("listening\n");
    expect(program.stderr()).toBe("to the error stream\n");
  });

  test("gives two programs two ports", async () => {
    using directory = fixture({ "main.ts": serve });
    const entry = join(directory.path, "main.ts");
    await using one = await startProgram({ entry });
    await using two = await startProgram({ entry });
    expect(one.url).not.toBe(two.url);
  });

  test("ends the program when it goes out of scope", async () => {
    using directory = fixture({ "main.ts": serve });
    let pid = 0;
    {
      await using program = await startProgram({ entry: join(directory.path, "main.ts") });
      pid = program.pid;
      expect(isAlive(pid)).toBe(true);
    }
    expect(isAlive(pid)).toBe(false);
  });

  test("kills a program that ignores SIGTERM", async () => {
    using directory = fixture({ "main.ts": stubborn });
    const program = await startProgram({ entry: join(directory.path, "main.ts") });
    expect(await program.stop(100)).toBe(137);
    expect(isAlive(program.pid)).toBe(false);
  });

  test("rejects with the program's output when it ends before it is ready", async () => {
    using directory = fixture({ "main.ts": `process.stderr.write("no résumé\\n"); process.exit(3);` });
    const start = startProgram({ entry: join(directory.path, "main.ts") });
    await expect(start).rejects.toThrow(/it ended with 3\nno résumé/);
  });

  test("rejects at the deadline, and the program is gone", async () => {
    using directory = fixture({
      "main.ts": `process.stdout.write(process.pid + "\\n"); setInterval(() => {}, 1000);`,
    });
    const start = startProgram({ entry: join(directory.path, "main.ts"), deadlineMs: 500 });
    const message = await start.then(String, String);
    expect(message).toContain("was not ready within 500 ms");
    expect(isAlive(Number(/^(\d+)$/m.exec(message)?.[1]))).toBe(false);
  });

  test("leaves no program behind when the tests are killed", async () => {
    using directory = fixture({ "main.ts": stubborn });
    const entry = join(directory.path, "main.ts");
    const support = join(import.meta.dir, "process.ts");
    await Bun.write(
      join(directory.path, "tests.ts"),
      `import { startProgram } from ${JSON.stringify(support)};
       const program = await startProgram({ entry: ${JSON.stringify(entry)} });
       process.stdout.write(program.pid + "\\n");
       setInterval(() => {}, 1000);`,
    );
    const tests = spawnProgram({ entry: join(directory.path, "tests.ts") });
    while (!tests.stdout().includes("\n") && isAlive(tests.pid)) await Bun.sleep(20);
    const pid = Number(tests.stdout());
    expect(isAlive(pid)).toBe(true);
    tests.signal("SIGKILL");
    await tests.exited;
    for (let waited = 0; isAlive(pid) && waited < 2000; waited += 20) await Bun.sleep(20);
    expect(isAlive(pid)).toBe(false);
  });
});

test("spawnProgram reports the exit code and output of a run that ends by itself", async () => {
  using directory = fixture({
    "main.ts": `process.stdout.write(process.argv.slice(2).join()); process.exit(4);`,
  });
  const program = spawnProgram({ entry: join(directory.path, "main.ts"), args: ["a", "b"] });
  expect(await program.exited).toBe(4);
  expect(program.stdout()).toBe("a,b");
});
