import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import { freePort, type Started, startProgram } from "../support/process.ts";
import { describeEdge, type Edge, startEdge, until } from "./edge.ts";

interface Load {
  /** How many were asked, and what each that was not answered with a whole 200 came to. */
  asked: number;
  failures: string[];
  longestMs: number;
}

/** Asks for pages that no cache holds, every 10 ms, for as long as `work` lasts and half a second more. */
async function underLoad(url: string, work: () => Promise<unknown>): Promise<Load> {
  const load: Load = { asked: 0, failures: [], longestMs: 0 };
  const visits: Promise<void>[] = [];
  const visit = async () => {
    const start = performance.now();
    const name = `/health?${load.asked++}`;
    try {
      const response = await fetch(url + name, { signal: AbortSignal.timeout(10_000) });
      const body = await response.text();
      if (response.status !== 200) load.failures.push(`${name}: ${response.status} ${body.slice(0, 100)}`);
    } catch (error) {
      load.failures.push(`${name}: ${error}`);
    }
    load.longestMs = Math.max(load.longestMs, performance.now() - start);
  };
  const timer = setInterval(() => visits.push(visit()), 10);
  await work();
  await Bun.sleep(500);
  clearInterval(timer);
  await Promise.all(visits);
  return load;
}

describeEdge("no GET fails", haproxy => {
  let edge: Edge;
  const ports = [freePort(), freePort(), freePort()];
  const instances: Started[] = [];

  const start = (port: number) => startProgram({ env: { PORT: String(port) } });
  /** How HAProxy sees an instance: UP, DOWN, DRAIN, MAINT. */
  async function stateOf(index: number): Promise<string | undefined> {
    const row = new RegExp(`^app,app${index + 1},(.*)$`, "m").exec(await edge.runtime("show stat"));
    return /,(UP|DOWN|DRAIN|MAINT|NOLB)/.exec(row?.[1] ?? "")?.[1];
  }
  const becomes = (index: number, state: string) => until(async () => (await stateOf(index)) === state);

  beforeAll(async () => {
    instances.push(...(await Promise.all(ports.map(start))));
    edge = await startEdge(
      haproxy,
      ports.map(port => `127.0.0.1:${port}`),
    );
  });
  afterAll(async () => {
    await edge?.[Symbol.asyncDispose]();
    for (const instance of instances) await instance.stop();
  });
  beforeEach(async () => {
    for (const index of ports.keys()) await becomes(index, "UP");
  });

  function instanceAt(index: number): Started {
    const instance = instances[index];
    if (!instance) throw new Error(`Cannot find instance ${index}`);
    return instance;
  }
  async function restart(index: number, signal: NodeJS.Signals): Promise<void> {
    const instance = instanceAt(index);
    instance.signal(signal);
    await instance.exited;
    instances[index] = await start(ports[index] ?? 0);
  }

  test("when an instance is killed, and comes back", async () => {
    const { asked, failures } = await underLoad(edge.url, async () => {
      instanceAt(0).signal("SIGKILL");
      await becomes(0, "DOWN");
      await restart(0, "SIGKILL");
      await becomes(0, "UP");
    });
    expect(failures).toEqual([]);
    expect(asked).toBeGreaterThan(50);
  }, 30_000);

  test("when an instance hangs, and goes on", async () => {
    const { failures, longestMs } = await underLoad(edge.url, async () => {
      instanceAt(1).signal("SIGSTOP");
      await becomes(1, "DOWN");
      await Bun.sleep(300);
      instanceAt(1).signal("SIGCONT");
      await becomes(1, "UP");
    });
    expect(failures).toEqual([]);
    // Whoever met it waited `timeout server`, and then for another one.
    expect(longestMs).toBeLessThan(4000);
  }, 30_000);

  test("when every instance restarts, one after the other", async () => {
    const { failures } = await underLoad(edge.url, async () => {
      for (const index of ports.keys()) {
        await restart(index, "SIGTERM");
        await becomes(index, "UP");
      }
    });
    expect(failures).toEqual([]);
  }, 30_000);

  test("while HAProxy reloads, three times", async () => {
    const { failures } = await underLoad(edge.url, async () => {
      for (const _ of [1, 2, 3]) await edge.reload();
    });
    expect(failures).toEqual([]);
  }, 30_000);

  test("when an operator drains an instance, and it gets no more of them", async () => {
    const requests = async (index: number) => {
      const metrics = await (await fetch(`http://127.0.0.1:${ports[index]}/metrics`)).text();
      return Number(/http_requests_total\{[^}]*route="\/health"[^}]*\} (\d+)/.exec(metrics)?.[1] ?? 0);
    };
    const { failures } = await underLoad(edge.url, async () => {
      await edge.runtime("set server app/app1 state drain");
      await becomes(0, "DRAIN");
      await Bun.sleep(100);
      const before = await requests(0);
      await Bun.sleep(500);
      expect(await requests(0)).toBe(before);
      await edge.runtime("set server app/app1 state ready");
      await becomes(0, "UP");
      await until(async () => (await requests(0)) > before);
    });
    expect(failures).toEqual([]);
  }, 30_000);
});
