/** `bun run bench` against sites that keep, and that break, what is promised: a bench that cannot fail is worthless. */
import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { readdirSync } from "node:fs";
import { descendantsOf, isAlive } from "../../bench/process-tree.ts";
import { readRun } from "../../bench/report/read-run.ts";
import type { Row } from "../../bench/result.ts";
import { until } from "../../bench/stack/until.ts";
import { fixture } from "../support/fixture.ts";
import { describeWith } from "../support/needs.ts";
import { spawnCommand } from "../support/process.ts";
import { breakingSite, fakeSite, type Mischief, otherBytes, rightAnswer } from "./fake-site.ts";

setDefaultTimeout(60_000);

const flatOut = "home-200";
const paced = "mixed-1000-paced";
const bench = [process.execPath, "bench/main.ts"];

/** One row of a short run, with the exit code and what was written. */
async function measure(url: string, scenario: string): Promise<{ code: number; row: Row; output: string }> {
  using folder = fixture({});
  const json = folder.file("run.json");
  await using command = spawnCommand([
    ...bench,
    ...["--quick", "--url", url, "--scenario", scenario, "--duration", "3", "--json", json],
  ]);
  const code = await command.exited;
  const output = command.stdout() + command.stderr();
  const [row] = readRun(await Bun.file(json).text(), json).rows;
  if (!row) throw new Error(`The bench measured nothing: ${output}`);
  return { code, row, output };
}

/** The same for a site that does some mischief. */
async function measureFake(scenario: string, mischief?: Mischief): ReturnType<typeof measure> {
  using site = fakeSite(mischief);
  return await measure(site.url, scenario);
}

const failedVerdicts = ({ verdicts }: Row) => verdicts.filter(({ ok }) => !ok).map(({ what }) => what);

describe.each([flatOut, paced])("%s", scenario => {
  test("a site that keeps what it promises passes, with code 0", async () => {
    const { code, row } = await measureFake(scenario);
    expect(row.counts.ok).toBeGreaterThan(1000);
    expect(failedVerdicts(row)).toEqual([]);
    expect(code).toBe(0);
  });

  test("errors fail it, with a column for each kind", async () => {
    const statuses = [500, 503, 429];
    const { code, row } = await measureFake(scenario, number => {
      const status = statuses[(number % 300) / 100];
      return status ? new Response("no", { status }) : undefined;
    });
    const all = Object.values(row.counts).reduce((sum, count) => sum + count, 0);
    for (const outcome of ["status", "unavailable", "limited"] as const)
      expect(row.counts[outcome] / all).toBeWithin(0.002, 0.005);
    expect(row.counts.ok / all).toBeCloseTo(0.99, 2);
    expect(failedVerdicts(row)).toEqual(["success"]);
    expect(code).toBe(1);
  });

  test("other bytes of the same length, a shorter body and another ETag are noticed", async () => {
    const wrong = [{ body: otherBytes }, { body: "half a page" }, { etag: '"wrong"' }];
    let served = 0;
    const { code, row } = await measureFake(scenario, (number, { headers }) => {
      const changes = wrong[number % 60];
      if (!changes || headers.has("if-none-match")) return undefined;
      served++;
      return rightAnswer(changes);
    });
    // autocannon's answers are compared byte by byte in one of eight: that leaves the two other kinds.
    const noticed = scenario === flatOut ? 0.6 : 0.3;
    expect(row.counts.wrong / served).toBeGreaterThan(noticed);
    expect(failedVerdicts(row)).toEqual(["success"]);
    expect(code).toBe(1);
  });

  test("a stall of two seconds shows in the percentiles and in its seconds", async () => {
    const { row } = await measureFake(scenario, stallAt(1500));
    expect(row.latencyMs.max).toBeGreaterThan(1900);
    expect(row.latencyMs.p999).toBeGreaterThan(1000);
    expect(row.timeline.some(({ ok }) => ok < 50)).toBe(true);
  });
});

/** Every answer waits until two seconds after that request. */
function stallAt(stalled: number): Mischief {
  let endMs = 0;
  return async number => {
    if (number === stalled) endMs = performance.now() + 2000;
    await Bun.sleep(Math.max(0, endMs - performance.now()));
    return undefined;
  };
}

test.each([flatOut, "home-10000-paced"])(
  "%s: connections that end with a request under way are counted, though a new one is opened",
  async scenario => {
    using site = breakingSite();
    const { code, row } = await measure(site.url, scenario);
    const all = Object.values(row.counts).reduce((sum, count) => sum + count, 0);
    // A request on a kept connection that brought nothing is asked again, as browsers do.
    expect((row.counts.reset + row.askedAgain) / all).toBeCloseTo(0.01, 2);
    expect(row.counts.reset).toBeGreaterThan(5);
    expect(failedVerdicts(row)).toContain("success");
    expect(code).toBe(1);
  },
);

test("a paced stall counts from when each request was due: one in three waits for long, not one for each user", async () => {
  const { code, row } = await measureFake(paced, stallAt(1500));
  expect(row.latencyMs.p90).toBeGreaterThan(500);
  expect(failedVerdicts(row)).toEqual(["p99"]);
  expect(code).toBe(1);
});

test("a site that is slower than its target fails, and the report says what was found", async () => {
  const { code, row, output } = await measureFake(paced, async () => {
    await Bun.sleep(300);
    return undefined;
  });
  expect(row.latencyMs.p50).toBeGreaterThan(290);
  expect(failedVerdicts(row)).toEqual(["p99"]);
  expect(output).toMatch(/p99.*≤ 200 ms/);
  expect(code).toBe(1);
});

test("users who never get an answer are not forgotten at the end of a closed loop", async () => {
  // The 150th connection and those after it are let in, and left to wait.
  const { code, row } = await measureFake(flatOut, (_, request) => {
    const user = Number(request.headers.get("x-forwarded-for")?.split(".").at(-1));
    return user >= 150 ? new Promise(() => {}) : undefined;
  });
  expect(row.counts.timeout).toBeGreaterThan(0);
  expect(failedVerdicts(row)).toEqual(["success"]);
  expect(code).toBe(1);
});

test("a site that is not there is said at once, with code 2", async () => {
  await using command = spawnCommand([...bench, "--url", "http://127.0.0.1:1", "--scenario", flatOut]);
  expect(await command.exited).toBe(2);
  expect(command.stderr()).toContain("Cannot measure http://127.0.0.1:1/");
});

describeWith("haproxy", "bun run bench with a stack of its own", () => {
  test("--quick holds, and its report is a page", async () => {
    using folder = fixture({});
    const [json, page] = [folder.file("run.json"), folder.file("report.html")];
    await using command = spawnCommand([...bench, "--quick", "--faults", "--json", json, "--report", page]);
    expect(`${await command.exited} ${command.stderr()}`).toStartWith("0 ");
    const run = readRun(await Bun.file(json).text(), json);
    expect(run.complete).toBe(true);
    expect(run.rows.map(({ scenario }) => scenario)).toContain("kill");
    expect(run.rows.every(({ verdicts }) => verdicts.length > 0)).toBe(true);
    expect((await Bun.file(page).text()).slice(0, 15)).toBe("<!doctype html>");
  });

  test("publications under load are all acknowledged, and no request fails", async () => {
    const [row] = await measureOwn("publications", "--duration", "6");
    const verdicts = Map.groupBy(row?.verdicts ?? [], ({ what }) => what);
    // How long they take is not asked on a machine that does other things too.
    expect([verdicts.get("success"), verdicts.get("publications")].flat()).toEqual([
      { what: "success", target: "100 %", found: expect.stringMatching(/^100 % of \d{4}$/), ok: true },
      { what: "publications", target: "all acknowledged", found: "2 of 2", ok: true },
    ]);
    for (const what of ["on every instance", "in the edge's cache"])
      expect(verdicts.get(what)?.[0]?.found).toMatch(/^\d+ ms \(median\), \d+ ms at most$/);
  }, 120_000);

  test("ten kills while an owner publishes: nothing is lost, nothing is there by half", () =>
    expectWholeAfterKills("kill-loop-sqlite"));

  test.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)(
    "%s leaves no process, and nothing on the disk",
    async name => {
      using folder = fixture({});
      const json = folder.file("run.json");
      await using command = spawnCommand(
        [...bench, "--quick", "--scenario", "health-100", "--scenario", "mixed-1000-paced", "--json", json],
        { TMPDIR: folder.path },
      );
      expect(await until(() => command.stderr().includes("[1/2]"), { deadlineMs: 40_000 })).toBe(true);
      await Bun.sleep(1000);
      const started = descendantsOf(command.pid);
      expect(started.length).toBeGreaterThanOrEqual(6);
      command.signal(name);
      expect(await command.exited).toBe(name === "SIGKILL" ? 137 : 130);
      expect(await until(() => !started.some(isAlive), { deadlineMs: 10_000 })).toBe(true);
      // What is killed can neither clean up nor report.
      if (name === "SIGKILL") return;
      const run = readRun(await Bun.file(json).text(), json);
      expect(run.complete).toBe(false);
      expect(run.rows.map(({ scenario }) => scenario)).toEqual(["health-100"]);
      expect(readdirSync(folder.path)).toEqual(["run.json"]);
    },
  );
});

describeWith("haproxy", "bun run bench with an archive in PostgreSQL", () => {
  describeWith("postgres", "of its own", () => {
    test("ten kills, of the database server too: nothing is lost, nothing is there by half", () =>
      expectWholeAfterKills("kill-loop-postgres"));
  });
});

async function expectWholeAfterKills(scenario: string): Promise<void> {
  const [row] = await measureOwn(scenario, "--rounds", "10");
  if (!row) throw new Error(`The bench measured no ${scenario}`);
  // With what it says of itself, in the seed of which a failure can be had again.
  expect({ failed: row.verdicts.filter(({ ok }) => !ok), note: row.note }).toEqual({
    failed: [],
    note: row.note,
  });
  expect(row.counts.ok).toBe(10);
}

/** The rows of a short run with a stack of its own. */
async function measureOwn(scenario: string, ...options: string[]): Promise<Row[]> {
  using folder = fixture({});
  const json = folder.file("run.json");
  await using command = spawnCommand([...bench, "--scenario", scenario, ...options, "--json", json]);
  const code = await command.exited;
  if (code > 1) throw new Error(`The bench ended with ${code}: ${command.stderr()}`);
  return readRun(await Bun.file(json).text(), json).rows;
}
