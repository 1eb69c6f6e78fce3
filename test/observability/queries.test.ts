import { describe, expect, test } from "bun:test";
import { allQueries, onlyUnderFaults, runQueries } from "./queries.ts";

describe("allQueries", () => {
  const queries = allQueries();

  test("holds those of panels, variables, annotations and rules", () => {
    const where = queries.map(query => query.where);
    expect(where).toContain("edge.json: Queue");
    expect(where).toContain("instances.json: $instance");
    expect(where).toContain("overview.json: Alerts");
    expect(where).toContain("recording.yml: slo:burn:factor");
    expect(where).toContain("alerts.yml: NoInstance");
  });

  test("holds no variable of Grafana", () => {
    expect(queries.filter(({ expr }) => expr.includes("$") || expr.includes("label_values"))).toEqual([]);
  });

  test("needs every exception that it makes", () => {
    for (const { has } of onlyUnderFaults) expect(queries.some(({ expr }) => expr.includes(has))).toBe(true);
  });
});

describe("runQueries", () => {
  /** A Prometheus that answers every query alike. */
  function prometheus(answer: (expr: string) => unknown) {
    const server = Bun.serve({
      port: 0,
      hostname: "127.0.0.1",
      async fetch(request) {
        const query = new URLSearchParams(await request.text()).get("query") ?? "";
        return Response.json(answer(query));
      },
    });
    return { url: `http://127.0.0.1:${server.port}`, [Symbol.dispose]: () => void server.stop(true) };
  }
  const vector = (...values: string[]) => ({
    data: { result: values.map(value => ({ value: [0, value] })) },
  });

  test("finds nothing where every query has an answer", async () => {
    using server = prometheus(() => vector("NaN", "0"));
    expect(await runQueries(server.url)).toEqual([]);
  });

  test("names what has no data, is not a number or fails, but for what only faults bring", async () => {
    const answers = new Map<string, unknown>([
      ["edge:instances_up:count", vector()],
      ["edge:cache_hits:ratio_rate5m", vector("NaN")],
      ["instances:up:count", { error: "bad_data" }],
      ['ALERTS{alertstate="firing"}', vector()],
    ]);
    using server = prometheus(expr => answers.get(expr) ?? vector("1"));
    const problems = new Map((await runQueries(server.url)).map(({ expr, problem }) => [expr, problem]));
    expect(problems.get("edge:instances_up:count")).toBe("no data");
    expect(problems.get("edge:cache_hits:ratio_rate5m")).toBe("every value is NaN");
    expect(problems.get("instances:up:count")).toBe("bad_data");
    expect(problems.size).toBe(3);
  });

  test("waits for an answer until its deadline", async () => {
    let asked = 0;
    using server = prometheus(expr =>
      expr === "instances:up:count" && asked++ < 2 ? vector() : vector("1"),
    );
    expect(await runQueries(server.url, 10_000)).toEqual([]);
  });
});
