import { afterAll, beforeAll, expect, test } from "bun:test";
import { describeEdge, type Edge, startEdge, until } from "./edge.ts";
import { rawStandIn, type StandIn, standIn } from "./stand-in.ts";
import { openWire } from "./wire.ts";

describeEdge("the access log", haproxy => {
  let edge: Edge;
  let instance: StandIn;

  beforeAll(async () => {
    instance = standIn();
    edge = await startEdge(haproxy, [instance.address], {
      env: { LOG_HITS_IN_1000: "1000" },
      trustLoopback: true,
    });
  });
  afterAll(async () => {
    await edge?.[Symbol.asyncDispose]();
    instance?.stop();
  });

  const line = (path: string) => until(() => edge.log().find(entry => entry.path === path));
  const visit = (path: string, headers: Record<string, string> = {}) => fetch(edge.url + path, { headers });

  test("has a line for each request that an instance answered, with its times and its name", async () => {
    const response = await visit("/miss");
    const entry = await line("/miss");
    expect(entry).toMatchObject({
      event: "request",
      method: "GET",
      version: "HTTP/1.1",
      status: 200,
      cache: "MISS",
      instance: "app1",
      request_id: response.headers.get("x-request-id"),
      retries: "0",
      termination: "----",
    });
    expect(entry.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    for (const name of ["receive_ms", "queue_ms", "connect_ms", "response_ms", "total_ms", "bytes"]) {
      expect(entry[name]).toBeNumber();
    }
  });

  test("has no visitor's address: the network instead", async () => {
    await visit("/v4", { "x-forwarded-for": "203.0.113.77" });
    await visit("/v6", { "x-forwarded-for": "2001:db8:aaaa:bbbb:cccc:dddd:eeee:7777" });
    expect(await line("/v4")).toMatchObject({ client_network: "203.0.113.0" });
    expect(await line("/v6")).toMatchObject({ client_network: "2001:db8:aaaa::" });
    const text = JSON.stringify(edge.log());
    for (const address of ["203.0.113.77", "bbbb", "127.0.0.1"]) expect(text).not.toContain(address);
  });

  test("has no query string, which may hold anything", async () => {
    await visit("/asked?name=somebody");
    await line("/asked");
    expect(JSON.stringify(edge.log())).not.toContain("somebody");
  });

  test("has a line for a refusal, and for what was no request", async () => {
    await visit("/livez");
    expect(await line("/livez")).toMatchObject({ status: 404, termination: "PR--", cache: "-" });
    using wire = await openWire(edge.port);
    wire.send("nonsense\r\n\r\n");
    await until(() => edge.log().find(({ status }) => status === 400));
  });

  test("stays one JSON object to a line, whatever a visitor writes", async () => {
    using wire = await openWire(edge.port);
    const path = `/%22%0a"}{"status":200,'<>\\`;
    wire.send(`GET ${path} HTTP/1.1\r\nHost: a"b\r\nX-Request-ID: a"b\\c\r\nConnection: close\r\n\r\n`);
    await wire.closed();
    if (wire.statuses()[0] === 200) expect(await line(path)).toMatchObject({ status: 200 });
    expect(edge.log().length).toBeGreaterThan(0);
  });

  test("names a request as the one in front of it did, where that is a name", async () => {
    const kept = await visit("/named", { "x-request-id": "0f8fad5b-d9cb-469f-a165-70867728950e" });
    expect(kept.headers.get("x-request-id")).toBe("0f8fad5b-d9cb-469f-a165-70867728950e");
    expect(await line("/named")).toMatchObject({ request_id: "0f8fad5b-d9cb-469f-a165-70867728950e" });
    expect(instance.headers.at(-1)?.get("x-request-id")).toBe("0f8fad5b-d9cb-469f-a165-70867728950e");
    for (const name of ["short", "x".repeat(129), "spaces in it", "<script>"]) {
      const made = await visit(`/renamed-${encodeURIComponent(name)}`, { "x-request-id": name });
      expect(made.headers.get("x-request-id")).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    }
  });

  test("tells of retries and of what ended a request", async () => {
    using hanging = await rawStandIn(() => {});
    await using alone = await startEdge(haproxy, [hanging.address]);
    await fetch(`${alone.url}/hangs`);
    const entry = await until(() => alone.log().find(({ path }) => path === "/hangs"));
    expect(entry).toMatchObject({ status: 504, retries: expect.stringMatching(/^\+?3$/) });
    expect(entry.termination).toMatch(/^sH/);
    expect(entry.total_ms).toBeGreaterThan(3000);
  }, 10_000);

  test("has a share of the hits", async () => {
    await visit("/hit");
    await visit("/hit");
    await until(
      () => edge.log().filter(({ path, cache }) => path === "/hit" && cache === "HIT").length === 1,
    );
    await using silent = await startEdge(haproxy, [instance.address], { env: { LOG_HITS_IN_1000: "0" } });
    for (const path of ["/quiet", "/quiet", "/last"]) await fetch(silent.url + path);
    await until(() => silent.log().some(({ path }) => path === "/last"));
    expect(silent.log().map(({ path, cache }) => [path, cache])).toEqual([
      ["/quiet", "MISS"],
      ["/last", "MISS"],
    ]);
  });
});
