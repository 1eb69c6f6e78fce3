/** An owner publishes to a stack in containers, and PostgreSQL comes and goes meanwhile. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { until } from "../../bench/stack/until.ts";
import { run } from "../../tools/run.ts";
import { fixture } from "../support/fixture.ts";
import { describeWithEngine } from "../support/needs.ts";
import { root } from "../support/process.ts";
import { visitDuring } from "../support/visitors.ts";
import { composeProject } from "./compose.ts";

// The first time, images come over the network.
setDefaultTimeout(600_000);

const soon = { deadlineMs: 60_000, everyMs: 100 };
const example = await Bun.file(join(root, "resume.json")).json();

describeWithEngine("publishing to the stack in containers", () => {
  const settings = { INSTANCES: "2" };
  const compose = composeProject(`vitae-publish-${process.pid}`, settings);
  const other = composeProject(`vitae-restore-${process.pid}`, settings);
  const parts = ["edge", "app", "redis", "postgres"];
  let token: string;
  let password: string;

  const start = (project = compose) => project.run("up", "--detach", "--build", "--quiet-pull", ...parts);
  const remove = (project: typeof compose) =>
    project.run("down", "--volumes", "--rmi", "local", "--timeout", "20");

  beforeAll(async () => {
    await start();
  });
  afterAll(async () => {
    await Promise.all([remove(compose), remove(other)]);
  });

  type Request = RequestInit & { headers?: Record<string, string>; url?: string };
  const ask = (path: string, { url = compose.url, ...init }: Request = {}) =>
    fetch(`${url}/api/v1${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
      keepalive: false,
    });
  const publish = (name: string) =>
    ask("/editions", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...example, basics: { ...example.basics, name } }),
    });
  const command = (project: typeof compose, ...args: string[]) =>
    project.run("exec", "-T", "app", "bun", ...args);

  /** Runs a command in an instance, with a file of this machine at its other end. */
  async function piped(project: typeof compose, line: string): Promise<void> {
    const app = (await project.containers()).find(({ Service }) => Service === "app");
    const { code, output } = await run(["sh", "-c", `docker exec --interactive ${app?.Name} ${line}`], {
      cwd: root,
    });
    expect({ code, output }).toMatchObject({ code: 0 });
  }

  /** What each instance answers, asked from inside: no cache stands between. */
  async function pages(project = compose): Promise<string[]> {
    const apps = (await project.containers()).filter(({ Service }) => Service === "app");
    const script = "process.stdout.write(await (await fetch('http://127.0.0.1:3000/')).text())";
    return Promise.all(apps.map(({ Name }) => project.docker("exec", Name, "bun", "-e", script)));
  }
  async function isEverywhere(name: string, project = compose): Promise<boolean> {
    const found = await pages(project).catch(() => []);
    return found.length === 2 && found.every(page => page.includes(`<h1>${name}</h1>`));
  }
  const comes = async (name: string, project = compose) =>
    expect(await until(() => isEverywhere(name, project), soon)).toBe(true);
  const archiveIs = async (state: string, project = compose) => {
    const health = async () => (await (await fetch(`${project.url}/health`)).json()).archive === state;
    expect(await until(() => health().catch(() => false), soon)).toBe(true);
  };
  const logs = (...services: string[]) => compose.run("logs", "--no-color", ...services);

  test("a new stack serves the example, and makes its archive and the password for it by itself", async () => {
    await archiveIs("up");
    await comes("Grace Hopper");
    password = (await compose.run("exec", "-T", "postgres", "cat", "/var/tmp/password")).trim();
    expect(password).toMatch(/^[\w-]{43}=$/);
  });

  test("a token is made inside, and what is published with it through the edge is on every instance", async () => {
    expect((await ask("/editions")).status).toBe(401);
    const told = await command(compose, "src/commands/token.ts", "create", "laptop");
    [token = ""] = /vitae_[\w-]{40,}/.exec(told) ?? [];
    const published = await publish("Grace Published");
    expect(await published.json()).toMatchObject({
      edition: { id: 1, who: "laptop" },
      current: { edition: 1 },
    });
    expect(published.status).toBe(201);
    await comes("Grace Published");
    const pageIs = async () => (await (await fetch(compose.url)).text()).includes("<h1>Grace Published</h1>");
    expect(await until(pageIs, soon)).toBe(true);
  });

  test("a file that is too large, or is no résumé, is refused", async () => {
    const large = await ask("/editions", { method: "POST", body: "x".repeat(5_600_000) }).catch(
      () => undefined,
    );
    if (large) expect(large.status).toBe(413);
    const headers = { "content-type": "application/json" };
    const refused = await ask("/editions", {
      method: "POST",
      headers,
      body: '{"work":[{"startDate":"sometime"}]}',
    });
    expect([refused.status, refused.headers.get("content-type")]).toEqual([422, "application/problem+json"]);
    await comes("Grace Published");
  });

  const faults: [what: string, begin: string[], end: string[]][] = [
    ["killed", ["kill", "postgres"], ["start", "postgres"]],
    ["stopped", ["stop", "postgres"], ["start", "postgres"]],
    ["paused", ["pause", "postgres"], ["unpause", "postgres"]],
  ];
  test.each(faults)(
    "PostgreSQL is %s: pages go on, publishing has to wait, and goes on",
    async (what, begin, end) => {
      const { count, failures } = await visitDuring(compose.url, async () => {
        await compose.run(...begin);
        const refused = await publish("Grace Refused");
        expect([refused.status, refused.headers.get("content-type")]).toEqual([
          503,
          "application/problem+json",
        ]);
        expect(refused.headers.has("retry-after")).toBe(true);
        await archiveIs("down");
        await compose.run(...end);
        await archiveIs("up");
      });
      expect(failures).toEqual([]);
      expect(count).toBeGreaterThan(20);
      expect((await publish(`Grace ${what}`)).status).toBe(201);
      await comes(`Grace ${what}`);
    },
  );

  test("an instance that is started while PostgreSQL is gone serves its file, and what is current when it is back", async () => {
    await compose.run("stop", "postgres", "app");
    await compose.run("start", "app");
    await comes("Grace Hopper");
    await compose.run("start", "postgres");
    await comes("Grace paused");
  });

  test("a share link shows more, is in no log, and ends when it is revoked", async () => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ name: "Bob", reveal: ["phone"], expires: "30d" });
    const made = await ask("/shares", { method: "POST", headers, body });
    expect(made.status).toBe(201);
    const { url, share } = await made.json();
    const [, text = ""] = /\/s\/([\w-]{60})\/$/.exec(url) ?? [];
    const open = () => fetch(`${compose.url}/s/${text}/`);
    const page = await open();
    expect([page.status, page.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect((await ask(`/shares/${share.id}`, { method: "DELETE" })).status).toBe(204);
    expect((await open()).status).toBe(404);
    expect(await logs()).not.toContain(text);
  });

  test("all of it restarts, and serves what was current", async () => {
    // Containers go, and volumes that have no name; what is kept has one.
    await compose.run("rm", "--stop", "--force", "--volumes");
    await start();
    await comes("Grace paused");
    await archiveIs("up");
    const listed = await ask("/editions");
    expect({ status: listed.status, ...(await listed.json()) }).toMatchObject({
      status: 200,
      current: { edition: 4 },
    });
  });

  test("a first start of PostgreSQL that is broken off, again and again, is begun anew", async () => {
    await other.run("up", "--no-start", "postgres");
    for (const afterMs of [150, 300, 500, 800, 1200]) {
      await other.run("start", "postgres");
      await Bun.sleep(afterMs);
      await other.run("kill", "postgres");
    }
    await other.run("start", "postgres");
    const logIn = `PGPASSWORD=$(cat /var/tmp/password) psql --host=postgres --username=vitae --no-password vitae --command="select 'in'"`;
    const isIn = async () => (await other.run("exec", "-T", "postgres", "sh", "-c", logIn)).includes("in\n");
    expect(await until(() => isIn().catch(() => false), soon)).toBe(true);
    // The password is gone, and the data is not: a new one is made.
    const before = await other.run("exec", "-T", "postgres", "cat", "/var/tmp/password");
    await other.run("exec", "-T", "postgres", "rm", "/var/tmp/password");
    await other.run("restart", "postgres");
    expect(await until(() => isIn().catch(() => false), soon)).toBe(true);
    expect(await other.run("exec", "-T", "postgres", "cat", "/var/tmp/password")).not.toBe(before);
  });

  test("a backup is restored into an empty stack: same edition, same token", async () => {
    using folder = fixture({});
    const file = folder.file("backup");
    await piped(compose, `bun src/commands/backup.ts >${file}`);
    await remove(compose);
    await start(other);
    await archiveIs("up", other);
    await piped(other, `bun src/commands/restore.ts - <${file}`);
    await comes("Grace paused", other);
    expect((await ask("/editions", { url: other.url })).status).toBe(200);
  });

  test("no secret stands in a log, or in what an engine tells of its containers", async () => {
    const names = (await other.containers()).map(({ Name }) => Name);
    const secret = (await other.run("exec", "-T", "postgres", "cat", "/var/tmp/password")).trim();
    expect(secret).not.toBe(password);
    const told = [
      await other.docker("inspect", ...names),
      await other.run("logs", "--no-color"),
      await other.run("config"),
    ].join("\n");
    for (const known of [secret, password, token]) expect(told).not.toContain(known);
  });
});
