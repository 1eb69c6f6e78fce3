/** `bun run stack` as a person uses it: what it says, and that nothing is left when it has ended. */
import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { descendantsOf, isAlive } from "../../bench/process-tree.ts";
import { anyPorts, portVariables } from "../../bench/stack/ports.ts";
import { ask } from "../../bench/stack/socket.ts";
import { until } from "../../bench/stack/until.ts";
import { fixture } from "../support/fixture.ts";
import { describeWith } from "../support/needs.ts";
import { freePort, spawnCommand } from "../support/process.ts";

setDefaultTimeout(30_000);

const soon = { deadlineMs: 10_000 };

describeWith("haproxy", "bun run stack", () => {
  test("says what runs where, which edition each instance serves, and where the logs are", async () => {
    await using command = await startCommand();
    const out = command.stdout();
    expect(out).toMatch(/^Ready after \d+ ms\. Ctrl-C ends it\.$/m);
    expect(out).toContain(`site        http://localhost:${command.ports.http}\n`);
    expect(out).toContain(`stats       http://localhost:${command.ports.stats}\n`);
    const [, pid, socket = ""] = /^ {2}edge +pid (\d+), socket (\S+)$/m.exec(out) ?? [];
    expect(readFileSync(`/proc/${pid}/cmdline`, "utf8")).toContain("haproxy");
    expect(await ask({ path: socket, say: "show info\n" })).toContain("Name: HAProxy");
    for (const [index, port] of command.ports.instances.entries())
      expect(out).toMatch(
        new RegExp(`instance ${index + 1}  http://127\\.0\\.0\\.1:${port}  edition [0-9a-f]{16}`),
      );
    expect((await fetch(`http://localhost:${command.ports.http}`)).status).toBe(200);
  });

  test.each(["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"] as const)("%s leaves no process", async name => {
    await using command = await startCommand();
    const started = descendantsOf(command.pid);
    expect(started.length).toBeGreaterThanOrEqual(4);
    command.signal(name);
    const code = await command.exited;
    expect(code).toBe(name === "SIGKILL" ? 137 : 0);
    expect(await until(() => !started.some(isAlive), soon)).toBe(true);
    // What is killed cannot clean up.
    const directory = directoryOf(command.stdout());
    if (name === "SIGKILL") rmSync(directory, { recursive: true });
    expect(existsSync(directory)).toBe(false);
  });

  test("SIGTERM reaches it through the package manager too", async () => {
    await using command = await startCommand(["bun", "run", "stack", "--"]);
    const started = descendantsOf(command.pid);
    command.signal("SIGTERM");
    await command.exited;
    expect(await until(() => !started.some(isAlive), soon)).toBe(true);
  });

  test("a Ctrl-C while it starts leaves no process", async () => {
    await using command = spawnStack();
    expect(await until(() => descendantsOf(command.pid).length > 1, soon)).toBe(true);
    const started = descendantsOf(command.pid);
    command.signal("SIGINT");
    await command.exited;
    expect(await until(() => !started.some(isAlive), soon)).toBe(true);
  });

  test("--verbose shows what every part writes, each line after its part's name", async () => {
    await using command = await startCommand([process.execPath, "bench/stack/main.ts", "--verbose"]);
    await fetch(`http://localhost:${command.ports.http}/nothing`);
    expect(await until(() => /^edge \| .*"path":"\\\/nothing"/m.test(command.stdout()), soon)).toBe(true);
    expect(command.stdout()).toMatch(/^instance-1 \| .*"event":"ready"/m);
  });
});

describe("what bun run stack cannot do is said in one line, with code 1", () => {
  test.each([
    [["--instances", "0"], {}, 'Cannot read --instances: must be 1 to 16, got "0"'],
    [["--instances", "17"], {}, 'Cannot read --instances: must be 1 to 16, got "17"'],
    [[], { HTTP_PORT: "x" }, 'Cannot read HTTP_PORT: must be 1 to 65535, got "x"'],
    [["a.json", "b.json"], {}, "Cannot serve 2 résumés: name one file"],
    [["--nonsense"], {}, "Unknown option '--nonsense'"],
  ])("%j %j", async (args, env, message) => {
    await using command = spawnCommand([process.execPath, "bench/stack/main.ts", ...args], env);
    expect(await command.exited).toBe(1);
    expect(command.stderr()).toStartWith(message);
    expect(command.stderr().trim()).not.toContain("\n");
  });

  test("a résumé that is not there", async () => {
    await using command = spawnStack([process.execPath, "bench/stack/main.ts", "/nowhere/resume.json"]);
    expect(await command.exited).toBe(1);
    expect(command.stderr()).toBe("Cannot read /nowhere/resume.json: there is no such file\n");
  });

  test("a taken port, with the variable that changes it", async () => {
    using listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
    await using command = spawnStack(undefined, { HTTP_PORT: String(listener.port) });
    expect(await command.exited).toBe(1);
    expect(command.stderr()).toBe(
      `Cannot start the stack: port ${listener.port} is taken; set HTTP_PORT to a free one\n`,
    );
  });

  test("a port that two parts are given, with both variables", async () => {
    const port = String(freePort());
    await using command = spawnStack(undefined, { HTTP_PORT: port, STATS_PORT: port });
    expect(await command.exited).toBe(1);
    expect(command.stderr()).toBe(
      `Cannot start the stack: HTTP_PORT and STATS_PORT both take port ${port}; set one to another\n`,
    );
  });
});

test("a résumé that cannot be published: every problem, code 1, and nothing was started", async () => {
  using folder = fixture({ "resume.json": '{"work":[{"startDate":"sometime"}]}' });
  const file = folder.file("resume.json");
  await using command = spawnStack([process.execPath, "bench/stack/main.ts", file]);
  expect(await command.exited).toBe(1);
  expect(command.stderr()).toStartWith(`${file}:1:`);
  expect(command.stderr()).toEndWith(`\nCannot publish ${file}: 1 problem\n`);
  expect(command.stdout()).toBe("");
});

/** The command on ports that nobody uses, with two instances and no archive; it is not waited for. */
function spawnStack(command = [process.execPath, "bench/stack/main.ts"], env: Record<string, string> = {}) {
  const ports = anyPorts(0);
  const variables = Object.entries(portVariables).filter(([name]) => name !== "instances");
  // A key of portVariables is a key of Ports.
  const settings = variables.map(([name, variable]) => [variable, String(ports[name as keyof typeof ports])]);
  // Instances take ports that follow one another: far from those that the system hands out.
  const first = 10_000 + Math.floor(Math.random() * 10_000);
  const program = spawnCommand(command, {
    ...Object.fromEntries(settings),
    INSTANCE_PORT: String(first),
    INSTANCES: "2",
    DATA: "none",
    DRAIN_MS: "100",
    ...env,
  });
  return { ...program, ports: { ...ports, instances: [first, first + 1] } };
}

async function startCommand(command?: string[]) {
  const program = spawnStack(command);
  if (await until(() => program.stdout().includes("  logs "), soon)) return program;
  await program.stop();
  throw new Error(`Cannot start the stack: ${program.stdout()}${program.stderr()}`);
}

function directoryOf(output: string): string {
  return /^ {2}logs +(\S+)$/m.exec(output)?.[1] ?? "";
}
