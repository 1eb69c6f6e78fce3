import { describe, expect, test } from "bun:test";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../tools/run.ts";
import { fixture } from "../support/fixture.ts";
import { root } from "../support/process.ts";
import { waitFor } from "../support/wait.ts";

/** Runs `bun run test` on a directory of its own. */
async function testCommand(files: Record<string, string>, { args = ["--no-install"], env = {} } = {}) {
  using directory = fixture(files);
  const command = [process.execPath, join(root, "tools/test.ts"), ...args];
  const { code, output } = await run(command, { cwd: directory.path, env: { ...process.env, ...env } });
  return { code, output };
}

/** The closing line, wherever Bun's own output, which is captured apart, comes. */
const closing = (output: string) => /^\d+ passed, .*$/m.exec(output)?.[0];
const imports = `import { beforeAll, describe, expect, test } from "bun:test";\n`;

describe("bun run test", () => {
  test("passes and counts passed, skipped and todo", async () => {
    const { code, output } = await testCommand({
      "a.test.ts": `${imports}test("one", () => {}); test("<testcase />", () => {}); test.skip("two", () => {}); test.todo("three");`,
    });
    expect(closing(output)).toBe("2 passed, 0 failed, 2 skipped");
    expect(code).toBe(0);
  });

  test("fails with a failing test, and shows its error", async () => {
    const { code, output } = await testCommand({
      "a.test.ts": `${imports}test("one", () => {}); describe("a > b", () => test("two", () => expect("<skipped />").toBe("")));`,
    });
    expect(closing(output)).toBe("1 passed, 1 failed, 0 skipped");
    expect(output).toContain('Received: "<skipped />"');
    expect(code).toBe(1);
  });

  test("counts each file that cannot be loaded as failed", async () => {
    const { code, output } = await testCommand({
      "a.test.ts": `${imports}test("one", () => {});`,
      "b.test.ts": `throw new Error("at load");`,
      "c.test.ts": `import { gone } from "./gone.ts"; gone();`,
    });
    expect(closing(output)).toBe("1 passed, 2 failed, 0 skipped");
    expect(code).toBe(1);
  });

  test.each([
    ["there is no test", {}],
    ["a file has no test", { "a.test.ts": `${imports}describe("empty", () => {});` }],
    ["every test is skipped", { "a.test.ts": `${imports}test.skip("one", () => {});` }],
    ["a test ends the process with 0", { "a.test.ts": `${imports}test("one", () => process.exit(0));` }],
  ])("fails where %s", async (_, files) => {
    const { code, output } = await testCommand(files);
    expect(output).toContain("No test ran");
    expect(code).toBe(1);
  });

  test("passes other arguments on to bun test", async () => {
    const files = { "a.test.ts": `${imports}test("one", () => {}); test("two", () => { throw 2; });` };
    const { code, output } = await testCommand(files, { args: ["--no-install", "-t", "one"] });
    expect(output).toContain("1 passed, 0 failed");
    expect(code).toBe(0);
  });

  test("says which tests could not run for want of a program, and how to install it", async () => {
    const needs = join(root, "test/support/needs.ts");
    const group = `describeWith("chromium", "a page", () => { test("is blue", () => { throw 1; }); test("is calm", () => {}); beforeAll(() => {}); });`;
    const files = {
      "a.test.ts": `${imports}import { describeWith } from "${needs}"; test("one", () => {}); ${group}`,
    };
    // A PATH without chromium, wherever this machine has it.
    const { code, output } = await testCommand(files, { env: { PATH: "/nowhere" } });
    expect(closing(output)).toBe("1 passed, 0 failed, 2 skipped");
    expect(output).toContain(
      "the page in a browser (2 skipped): needs chromium, Debian chromium fonts-liberation; --no-install was given",
    );
    expect(output).toContain("apt-get install -y --no-install-recommends chromium fonts-liberation");
    expect(code).toBe(0);
  });

  test("says which tests were skipped for want of what no package brings", async () => {
    const group = `describe.skip("a newer one (needs NEWER_ONE)", () => { test("is tried", () => {}); });`;
    const files = { "a.test.ts": `${imports}test("one", () => {}); ${group}` };
    const { code, output } = await testCommand(files);
    expect(output).toContain("Not tested on this machine:\n  1 skipped: needs NEWER_ONE\n");
    expect(output).not.toContain("Install:");
    expect(code).toBe(0);
  });

  test("ends with Ctrl-C, of which npm tells it a second time, and leaves nothing behind", async () => {
    // It takes its time to end, so that the second signal comes before.
    const ends = `process.on("SIGTERM", () => setTimeout(() => process.exit(1), 300));`;
    const waits = `${imports}${ends} test("waits", async () => { await Bun.write("begun", ""); await Bun.sleep(60_000); }, 60_000);`;
    using directory = fixture({ "a.test.ts": waits, "temporary/.keep": "" });
    const files = () => readdirSync(directory.file("temporary"));
    const child = Bun.spawn([process.execPath, join(root, "tools/test.ts"), "--no-install"], {
      cwd: directory.path,
      env: { ...process.env, TMPDIR: directory.file("temporary") },
      stdio: ["ignore", "pipe", "ignore"],
    });
    await waitFor(() => existsSync(directory.file("begun")));
    child.kill("SIGINT");
    await Bun.sleep(50);
    child.kill("SIGINT");
    expect(await child.exited).toBe(130);
    expect(await new Response(child.stdout).text()).toEndWith("Stopped.\n");
    expect(files()).toEqual([".keep"]);
  });
});
