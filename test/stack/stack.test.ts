/** The whole stack, with what breaks in it while visitors keep coming. Each fault says how long the unluckiest one waited. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isComplete, statesOf } from "../../bench/stack/rotation.ts";
import { ask } from "../../bench/stack/socket.ts";
import { type Stack, startStack } from "../../bench/stack/start-stack.ts";
import { until } from "../../bench/stack/until.ts";
import { runQueries } from "../observability/queries.ts";
import { type Fixture, fixture } from "../support/fixture.ts";
import { describeWith } from "../support/needs.ts";
import { root } from "../support/process.ts";
import { troublesIn, visitDuring } from "../support/visitors.ts";

setDefaultTimeout(60_000);

const soon = { deadlineMs: 15_000 };

describeWith("haproxy", "the stack", () => {
  describeWith("redis-server", "with visitors", () => {
    let folder: Fixture;
    let stack: Stack;
    const events: string[] = [];

    beforeAll(async () => {
      folder = fixture({});
      copyFileSync(join(root, "resume.json"), folder.file("resume.json"));
      stack = await startStack({ resume: folder.file("resume.json"), report: event => events.push(event) });
    });

    afterAll(async () => {
      await stack?.stop();
      folder?.[Symbol.dispose]();
    });

    /** Does something to the stack, and expects that nobody notices and that all of it is there again afterwards. */
    async function nobodyNotices(what: string, work: () => Promise<void>): Promise<void> {
      const { count, failures, longestMs } = await visitDuring(stack.url, work);
      process.stdout.write(`${what}: ${count} visits, the longest took ${Math.round(longestMs)} ms\n`);
      const log = readFileSync(join(stack.directory, "edge.log"), "utf8");
      expect({ failures, edge: failures.length > 0 ? troublesIn(log) : [] }).toEqual({
        failures: [],
        edge: [],
      });
      expect(count).toBeGreaterThan(90);
      expect(await until(() => isComplete(stack), soon)).toBe(true);
    }

    /** Saves another résumé and waits until every instance serves it. */
    async function publish(name: string): Promise<void> {
      const before = await stack.editions();
      const resume = JSON.parse(readFileSync(folder.file("resume.json"), "utf8"));
      writeFileSync(
        folder.file("resume.json"),
        JSON.stringify({ ...resume, basics: { ...resume.basics, name } }),
      );
      const isEverywhere = async () => {
        const [first, ...others] = await stack.editions();
        return first !== before[0] && others.every(edition => edition === first);
      };
      expect(await until(isEverywhere, soon)).toBe(true);
    }

    const redisSays = (command: string) => ask({ port: stack.ports.redis, say: `${command}\r\nQUIT\r\n` });
    const redisIs = async (state: string) => {
      const health = async () => (await (await fetch(`${stack.url}/health`)).json()).redis === state;
      expect(await until(health, soon)).toBe(true);
    };

    test("four instances serve one edition, through the edge", async () => {
      expect(await until(() => isComplete(stack), soon)).toBe(true);
      const editions = await stack.editions();
      expect(editions).toHaveLength(4);
      expect(new Set(editions).size).toBe(1);
      expect(await statesOf(stack)).toEqual({ app1: "UP", app2: "UP", app3: "UP", app4: "UP" });
      const page = await fetch(stack.url);
      expect([page.status, page.headers.get("x-cache")]).toEqual([200, "MISS"]);
      expect(await page.text()).toContain("<h1>Grace Hopper</h1>");
      expect((await fetch(stack.url)).headers.get("x-cache")).toBe("HIT");
    });

    test("an instance is killed: nobody notices, it is reported and is back", async () => {
      const [victim] = stack.instances;
      const starts = victim?.starts ?? 0;
      await nobodyNotices("kill -9", async () => {
        victim?.signal("SIGKILL");
        expect(await until(async () => (await statesOf(stack)).app1 !== "UP", soon)).toBe(true);
        expect(await until(() => isComplete(stack), soon)).toBe(true);
      });
      expect(victim?.starts).toBe(starts + 1);
      expect(events.at(-1)).toStartWith("instance 1 was ended by SIGKILL; it starts again in 1500 ms\n  | {");
    });

    test("an instance hangs: nobody notices", () =>
      nobodyNotices("an instance hangs for 3 s", async () => {
        stack.instances[1]?.signal("SIGSTOP");
        await Bun.sleep(3000);
        expect((await statesOf(stack)).app2).toBe("DOWN");
        stack.instances[1]?.signal("SIGCONT");
      }));

    test("all instances are restarted one after the other: nobody notices", () =>
      nobodyNotices("rolling restart", async () => {
        for (const instance of stack.instances) {
          await instance.restart();
          expect(await until(() => isComplete(stack), soon)).toBe(true);
        }
      }));

    test("the edge is reloaded: nobody notices", () =>
      nobodyNotices("three reloads of the edge", async () => {
        for (let round = 0; round < 3; round++) await stack.reloadEdge();
      }));

    test("Redis is killed: nobody notices, and it is back", async () => {
      await nobodyNotices("Redis is killed", async () => {
        stack.redis?.signal("SIGKILL");
        await redisIs("down");
        await redisIs("up");
      });
      expect(events.at(-1)).toStartWith("redis was ended by SIGKILL");
    });

    test("Redis hangs: nobody notices, and a new résumé is published all the same", () =>
      nobodyNotices("Redis hangs", async () => {
        stack.redis?.signal("SIGSTOP");
        await publish("Grace While Redis Hangs");
        stack.redis?.signal("SIGCONT");
        await redisIs("up");
      }));

    test("Redis is full: nobody notices, and a new résumé is published all the same", () =>
      nobodyNotices("Redis is full", async () => {
        await redisSays("CONFIG SET maxmemory 1\r\nCONFIG SET maxmemory-policy noeviction");
        expect(await redisSays("SET full no")).toContain("-OOM");
        await publish("Grace While Redis Is Full");
        await stack.redis?.restart();
        expect(await redisSays("SET full no")).toContain("+OK");
        await redisIs("up");
      }));

    // At the end: by now Prometheus has seen enough for rates.
    describeWith("prometheus", "measured", () => {
      describeWith("prometheus-redis-exporter", "with Redis", () => {
        const prometheus = () => `http://127.0.0.1:${stack.ports.prometheus}`;

        test("Prometheus reaches every part", async () => {
          const { data } = await (await fetch(`${prometheus()}/api/v1/targets`)).json();
          const targets: { labels: Record<string, string>; health: string }[] = data.activeTargets;
          expect(
            targets.map(({ labels, health }) => `${labels.job}/${labels.instance} ${health}`).sort(),
          ).toEqual([
            "edge/haproxy up",
            "instance/app1 up",
            "instance/app2 up",
            "instance/app3 up",
            "instance/app4 up",
            "prometheus/prometheus up",
            "redis/redis up",
          ]);
        });

        test("every query of every dashboard and rule has an answer", async () => {
          expect(await runQueries(prometheus(), 30_000)).toEqual([]);
        });
      });
    });
  });
});
