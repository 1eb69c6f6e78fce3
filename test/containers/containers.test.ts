/** compose.yaml on a real engine: built, started, scaled, broken under visitors, measured, removed. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { until } from "../../bench/stack/until.ts";
import { describeWithEngine } from "../support/needs.ts";
import { troublesIn, visitDuring } from "../support/visitors.ts";
import { composeProject } from "./compose.ts";

// The first time, images come over the network.
setDefaultTimeout(600_000);

const soon = { deadlineMs: 60_000, everyMs: 250 };

describeWithEngine("the stack in containers", () => {
  const project = `vitae-test-${process.pid}`;
  const compose = composeProject(project);

  beforeAll(async () => {
    await compose.run("up", "--detach", "--build", "--quiet-pull");
  });

  /** Removes containers, networks, volumes and the image that was built. */
  const remove = () => compose.run("down", "--volumes", "--rmi", "local", "--timeout", "20");

  afterAll(async () => {
    await remove();
  });

  /** Does something to the stack, and expects that nobody notices. */
  async function nobodyNotices(what: string, work: () => Promise<void>): Promise<void> {
    const { count, failures, longestMs } = await visitDuring(compose.url, work);
    process.stdout.write(`${what}: ${count} visits, the longest took ${Math.round(longestMs)} ms\n`);
    const edge = failures.length > 0 ? troublesIn(await compose.run("logs", "--no-log-prefix", "edge")) : [];
    expect({ failures, edge }).toEqual({ failures: [], edge: [] });
    expect(count).toBeGreaterThan(90);
  }

  /** How many instances the edge has in rotation. */
  async function inRotation(): Promise<number> {
    const rows = (await (await fetch(`${compose.stats}/;csv`)).text()).split("\n").map(row => row.split(","));
    return rows.filter(
      ([proxy, name, ...rest]) => proxy === "app" && name !== "BACKEND" && rest.includes("UP"),
    ).length;
  }

  const rotationIs = async (count: number) => {
    expect(await until(async () => (await inRotation()) === count, soon)).toBe(true);
  };

  const health = async () => (await fetch(`${compose.url}/health`)).json();

  test("every part becomes healthy", async () => {
    // Grafana takes its time to make a database, and nothing here asks it.
    const isWell = async () =>
      (await compose.containers()).every(
        ({ Service, State, Health }) =>
          State === "running" && (["healthy", ""].includes(Health) || Service === "grafana"),
      );
    expect(await until(isWell, soon)).toBe(true);
    const services = (await compose.containers()).map(({ Service }) => Service).sort();
    expect(services).toEqual([
      "app",
      "app",
      "app",
      "app",
      "edge",
      "grafana",
      "postgres",
      "prometheus",
      "redis",
      "redis-exporter",
    ]);
    await rotationIs(4);
  });

  test("a visitor gets the page through the edge, and the second one from its cache", async () => {
    const page = await fetch(compose.url);
    expect([page.status, page.headers.get("x-cache")]).toEqual([200, "MISS"]);
    expect(await page.text()).toContain("<h1>Grace Hopper</h1>");
    expect((await fetch(compose.url)).headers.get("x-cache")).toBe("HIT");
    expect(await health()).toMatchObject({ status: "ok", redis: "up", archive: "up", serves: "file" });
    expect((await fetch(`${compose.url}/metrics`)).status).toBe(404);
  });

  test("an instance is not root, can write to nothing, and has nothing for developers", async () => {
    const script = `
      const { accessSync, constants, readdirSync } = require("node:fs");
      const canWrite = path => { try { accessSync(path, constants.W_OK); return true } catch { return false } };
      console.log(JSON.stringify({
        user: process.getuid(),
        writable: ["/", "/app", "/app/src", "/resume/resume", "/usr"].filter(canWrite),
        files: readdirSync("/app").sort(),
        forDevelopers: readdirSync("/app/node_modules").filter(name => /^(typescript|bun|@biomejs|fast-check|puppeteer-core|axe-core)$/.test(name)),
      }));`;
    const answer = await compose.run("exec", "-T", "app", "bun", "-e", script);
    expect(JSON.parse(answer)).toEqual({
      user: 1000,
      writable: [],
      files: [
        "LICENSE",
        "assets",
        "bun.lock",
        "node_modules",
        "package.json",
        "resume.json",
        "src",
        "tsconfig.json",
        "views",
      ],
      forDevelopers: [],
    });
  });

  test("the images' own programs accept their configuration, warnings included", async () => {
    const edge = ["haproxy", "-dW", "-c", "-f", "/usr/local/etc/haproxy/haproxy.cfg"];
    await compose.run("exec", "-T", "edge", ...edge);
    const prometheus = ["promtool", "check", "config", "/etc/prometheus/prometheus.yml"];
    await compose.run("exec", "-T", "prometheus", ...prometheus);
    // So that this test can fail: a directive that there is not.
    const broken = ["haproxy", "-dW", "-c", "-f", "/etc/passwd"];
    await expect(compose.run("exec", "-T", "edge", ...broken)).rejects.toThrow();
  });

  test.each([
    ["redis", 6379],
    ["postgres", 5432],
  ])("the edge cannot reach %s", async (name, port) => {
    const attempt = compose.run("exec", "-T", "edge", "bash", "-c", `exec 3<>/dev/tcp/${name}/${port}`);
    await expect(attempt).rejects.toThrow(`${name}: `);
  });

  test("--scale app=8: the edge finds all eight without a restart, and nobody notices", async () => {
    await nobodyNotices("scaled to 8", async () => {
      await compose.run("up", "--detach", "--no-recreate", "--scale", "app=8");
      await rotationIs(8);
    });
  });

  test("a container is killed: nobody notices", async () => {
    const victim = (await compose.containers()).find(({ Service }) => Service === "app")?.Name ?? "";
    await nobodyNotices("a container is killed", async () => {
      await compose.docker("kill", victim);
      await rotationIs(7);
    });
    await compose.docker("start", victim);
    await rotationIs(8);
  });

  test("Redis is restarted: nobody notices, and it is back", () =>
    nobodyNotices("Redis is restarted", async () => {
      await compose.run("restart", "redis");
      expect(await until(async () => (await health()).redis === "up", soon)).toBe(true);
    }));

  test("the edge is reloaded thrice: nobody notices", () =>
    nobodyNotices("three reloads of the edge", async () => {
      for (let round = 0; round < 3; round++) {
        await compose.run("kill", "--signal", "SIGUSR2", "edge");
        await Bun.sleep(1000);
      }
    }));

  test("Prometheus reaches everything, and has its rules", async () => {
    const ask = async (path: string) =>
      (await (await fetch(`${compose.prometheus}/api/v1/${path}`)).json()).data;
    const states = async () => {
      const targets: { labels: { job: string }; health: string }[] = (await ask("targets")).activeTargets;
      return targets.map(({ labels, health }) => `${labels.job} ${health}`).sort();
    };
    const expected = ["edge up", ...Array(8).fill("instance up"), "prometheus up", "redis up"];
    await until(async () => Bun.deepEquals(await states(), expected), soon);
    expect(await states()).toEqual(expected);
    const groups: { rules: { health: string }[] }[] = (await ask("rules")).groups;
    expect(groups.flatMap(({ rules }) => rules).filter(({ health }) => health === "err")).toEqual([]);
    expect(groups.length).toBeGreaterThan(1);
  });

  test("down leaves nothing", async () => {
    await remove();
    const filter = ["--quiet", "--filter", `label=com.docker.compose.project=${project}`];
    expect(await compose.docker("ps", "--all", ...filter)).toBe("");
    expect(await compose.docker("volume", "ls", ...filter)).toBe("");
    expect(await compose.docker("network", "ls", ...filter)).toBe("");
    expect(await compose.docker("images", "--quiet", `${project}-app`)).toBe("");
  });
});
