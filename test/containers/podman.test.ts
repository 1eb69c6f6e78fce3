/** compose.yaml once more, by podman-compose: what may differ between the engines. The rest is tested with Docker. */
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { until } from "../../bench/stack/until.ts";
import { run } from "../../tools/run.ts";
import { root } from "../support/process.ts";
import { ownEnvironment, postgresUser } from "./compose.ts";
import { readServices, readText } from "./files.ts";

// The first time, the image is built.
setDefaultTimeout(300_000);

const soon = { deadlineMs: 60_000, everyMs: 250 };

/** What the stack is made of. Nothing is fetched for this test: it is enough that Docker's tests can. */
const images = [
  ...[...readServices().values()].flatMap(({ image = [] }) => image),
  ...[...readText("Containerfile").matchAll(/^FROM (\S+)/gm)].map(([, image = ""]) => image),
];

function succeeds(...command: string[]): boolean {
  const [program = ""] = command;
  return (
    Bun.which(program) !== null && Bun.spawnSync(command, { stdio: ["ignore", "ignore", "ignore"] }).success
  );
}

/** What this machine lacks, by the words that tools/junit.ts looks for. */
function lacks(): string | undefined {
  if (!succeeds("podman", "info") || !succeeds("podman-compose", "--version")) return "podman-compose";
  if (!images.every(image => succeeds("podman", "image", "exists", image))) return "podman-images";
  return undefined;
}

const lacking = lacks();
if (lacking) process.stdout.write(`Not tested: the stack under Podman needs ${lacking}\n`);

describe.skipIf(lacking !== undefined)(
  `the stack under Podman${lacking ? ` (needs ${lacking})` : ""}`,
  () => {
    const project = `vitae-podman-${process.pid}`;
    const env = { ...ownEnvironment(), INSTANCES: "2" };
    const url = `http://127.0.0.1:${env.HTTP_PORT}`;

    async function podman(program: "podman" | "podman-compose", ...args: string[]): Promise<string> {
      const { code, output } = await run([program, ...args], { cwd: root, env });
      if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${code}:\n${output}`);
      return output;
    }
    const compose = (...args: string[]) => podman("podman-compose", "-p", project, ...args);
    const ofProject = ["--filter", `label=io.podman.compose.project=${project}`];
    const namesOf = async (...what: string[]) =>
      (await podman("podman", ...what, ...ofProject)).split("\n").filter(Boolean);
    const names = () => namesOf("ps", "--all", "--format", "{{.Names}}");
    const remove = async () => {
      await compose("down", "--volumes", "--timeout", "20");
      await run(["podman", "rmi", `${project}_app`]);
    };

    beforeAll(async () => {
      Object.assign(env, { POSTGRES_USER: process.env.POSTGRES_USER ?? (await postgresUser("podman")) });
      await compose("up", "--detach");
    });
    afterAll(remove);

    test("every part runs, and every check of health says so", async () => {
      expect((await names()).length).toBe(8);
      // Asked for, since Podman has systemd ask on its own. Grafana's is not asked: it makes its database first, which can take a minute.
      const checked = (await names()).filter(name => !/grafana|redis-exporter/.test(name));
      expect(checked.length).toBe(6);
      for (const name of checked)
        expect([name, await until(() => succeeds("podman", "healthcheck", "run", name), soon)]).toEqual([
          name,
          true,
        ]);
    });

    test("the edge finds every instance, and a visitor the page", async () => {
      const inRotation = async () =>
        (await (await fetch(`http://127.0.0.1:${env.STATS_PORT}/;csv`)).text())
          .split("\n")
          .filter(row => /^app,app\d/.test(row) && row.includes(",UP,")).length;
      expect(await until(async () => (await inRotation()) === 2, soon)).toBe(true);
      expect(await (await fetch(url)).text()).toContain("<h1>Grace Hopper</h1>");
      // Each of the two is asked, whichever the edge chooses: both must have found PostgreSQL, which makes its database first.
      const ask = async () => (await fetch(`${url}/health`)).json();
      const well = { status: "ok", redis: "up", archive: "up", serves: "file" };
      const areWell = async () =>
        (await Promise.all(Array.from({ length: 8 }, ask))).every(one => Bun.deepMatch(well, one));
      expect(await until(areWell, soon)).toBe(true);
    });

    test("what is published is on the page, and still is after down and up", async () => {
      const told = await compose("exec", "-T", "app", "bun", "src/commands/token.ts", "create", "laptop");
      const [token = ""] = /vitae_[\w-]{40,}/.exec(told) ?? [];
      const resume = await Bun.file(join(root, "resume.json")).json();
      resume.basics.name = "Grace Published";
      const published = await fetch(`${url}/api/v1/editions`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify(resume),
      });
      expect(published.status).toBe(201);
      const isThere = async () => (await (await fetch(url)).text()).includes("<h1>Grace Published</h1>");
      expect(await until(() => isThere().catch(() => false), soon)).toBe(true);
      await compose("down", "--timeout", "20");
      await compose("up", "--detach");
      expect(await until(() => isThere().catch(() => false), soon)).toBe(true);
    });

    test("down leaves nothing", async () => {
      await remove();
      expect(await names()).toEqual([]);
      expect(await namesOf("volume", "ls", "--quiet")).toEqual([]);
      expect(await namesOf("network", "ls", "--quiet")).toEqual([]);
    });
  },
);
