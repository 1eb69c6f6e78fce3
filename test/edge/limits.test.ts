import { afterAll, beforeAll, expect, test } from "bun:test";
import { describeEdge, type Edge, startEdge, until } from "./edge.ts";
import { type StandIn, standIn } from "./stand-in.ts";
import { openWire } from "./wire.ts";

const limits = { LIMIT_REQUESTS: "20", LIMIT_ERRORS: "5", LIMIT_CONNECTIONS: "4" };

/** An instance whose /slow takes a while, and that has no /missing. */
function createInstance() {
  return standIn(async (_, path) => {
    if (path === "/slow") await Bun.sleep(600);
    return new Response(path, {
      status: path === "/missing" ? 404 : 200,
      headers: { "cache-control": "no-store" },
    });
  });
}

describeEdge("the edge's limits, behind a trusted proxy", haproxy => {
  let edge: Edge;
  let instance: StandIn;

  beforeAll(async () => {
    instance = createInstance();
    edge = await startEdge(haproxy, [instance.address], { env: limits, trustLoopback: true });
  });
  afterAll(async () => {
    await edge?.[Symbol.asyncDispose]();
    instance?.stop();
  });

  /** Asks in the name of a visitor. */
  const visit = (address: string, path = "/") =>
    fetch(edge.url + path, { headers: { "x-forwarded-for": address } });
  const statusesOf = (responses: Response[]) => responses.map(({ status }) => status);
  async function visits(address: string, count: number, path?: string): Promise<number[]> {
    const statuses: number[] = [];
    for (let index = 0; index < count; index++) statuses.push((await visit(address, path)).status);
    return statuses;
  }
  const times = (count: number, status: number) => Array.from({ length: count }, () => status);

  test("answer 429 to the client alone that asks too often", async () => {
    expect(await visits("203.0.113.1", 22)).toEqual([...times(20, 200), 429, 429]);
    expect(await visits("203.0.113.2", 1)).toEqual([200]);
  });

  test("tell when to come back, in a page", async () => {
    await visits("203.0.113.3", 20);
    const response = await visit("203.0.113.3");
    expect(response.status).toBe(429);
    expect(response.headers.get("retry-after")).toBe("10");
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await response.text()).toContain("<h1>Too Many Requests</h1>");
  });

  test("count a /64 of IPv6 as one client, and the next one apart", async () => {
    const one = await visits("2001:db8:1:2::a", 10);
    const other = await visits("2001:db8:1:2:ffff:ffff:ffff:ffff", 11);
    expect([...one, ...other]).toEqual([...times(20, 200), 429]);
    expect(await visits("2001:db8:1:3::a", 1)).toEqual([200]);
  });

  test("count each IPv4 address as itself", async () => {
    await visits("198.51.100.1", 21);
    expect(await visits("198.51.100.2", 1)).toEqual([200]);
  });

  test("answer 429 to a client that meets too many errors", async () => {
    const statuses = await visits("203.0.113.4", 8, "/missing");
    expect(statuses.slice(0, 5)).toEqual(times(5, 404));
    expect(statuses.at(-1)).toBe(429);
    expect(await visits("203.0.113.4", 1, "/")).toEqual([429]);
    expect(await visits("203.0.113.5", 1, "/")).toEqual([200]);
  });

  test("answer 429 to a client that asks for too much at once", async () => {
    const slow = Array.from({ length: 4 }, () => visit("203.0.113.6", "/slow"));
    while (instance.requests.filter(request => request === "GET /slow").length < 4) await Bun.sleep(5);
    expect((await visit("203.0.113.6")).status).toBe(429);
    expect((await visit("203.0.113.7")).status).toBe(200);
    expect(statusesOf(await Promise.all(slow))).toEqual(times(4, 200));
    expect((await visit("203.0.113.6")).status).toBe(200);
  });

  test("count by the last address of X-Forwarded-For: what stands before it may be invented", async () => {
    for (let index = 0; index < 20; index++) await visit(`192.0.2.${index}, 203.0.113.8`);
    expect((await visit("192.0.2.200, 203.0.113.8")).status).toBe(429);
    expect((await visit("192.0.2.1")).status).toBe(200);
  });

  test("tell visitors apart who come over one connection of the proxy", async () => {
    using wire = await openWire(edge.port);
    const ask = (address: string) => `GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: ${address}\r\n\r\n`;
    for (let index = 0; index < 20; index++) {
      wire.send(ask("203.0.113.9"));
      await wire.responses(index + 1);
    }
    wire.send(ask("203.0.113.10"));
    expect((await wire.responses(21)).at(-1)).toBe(200);
    wire.send(ask("203.0.113.9"));
    expect((await wire.responses(22)).at(-1)).toBe(429);
  });

  test("pass the visitor's address on, and nothing that the visitor says of it", async () => {
    const headers = {
      "x-forwarded-for": "192.0.2.1, 203.0.113.20",
      "x-forwarded-host": "evil.example",
      forwarded: "for=192.0.2.1",
      "x-forwarded-proto": "https",
    };
    await fetch(`${edge.url}/passed-on`, { headers });
    const seen = instance.headers[instance.requests.indexOf("GET /passed-on")];
    expect(seen?.get("x-forwarded-for")).toBe("203.0.113.20");
    expect(seen?.get("x-forwarded-proto")).toBe("https");
    expect(seen?.has("x-forwarded-host")).toBe(false);
    expect(seen?.has("forwarded")).toBe(false);
  });

  test("keep their counts, and every connection, over a reload", async () => {
    // HAProxy 2.6 hands its table on when it has run for five seconds; 3.2 at once.
    await until(async () => /flags=0x\w*3 resync/.test(await edge.runtime("show peers")));
    expect((await visits("203.0.113.30", 21)).at(-1)).toBe(429);
    const slow = visit("203.0.113.31", "/slow");
    await edge.reload();
    expect((await slow).status).toBe(200);
    expect((await visit("203.0.113.32")).status).toBe(200);
    // The table comes over a moment after the new process is there.
    await until(async () => (await visit("203.0.113.30")).status === 429, undefined, 500);
  }, 20_000);
});

describeEdge("the edge's limits, without a trusted proxy", haproxy => {
  let edge: Edge;
  let instance: StandIn;

  beforeAll(async () => {
    instance = createInstance();
    edge = await startEdge(haproxy, [instance.address], { env: limits });
  });
  afterAll(async () => {
    await edge?.[Symbol.asyncDispose]();
    instance?.stop();
  });

  test("answer 429 above so many connections, and close at once above twice as many", async () => {
    using stack = new DisposableStack();
    const open = async () => stack.use(await openWire(edge.port));
    const connections = async () =>
      Number(/conn_cur=(\d+)/.exec(await edge.runtime("show table clients"))?.[1] ?? 0);
    const first = await open();
    for (let index = 1; index < 9; index++) await open();
    await until(async () => (await connections()) === 9);
    const refused = await open().catch(() => undefined);
    expect((await refused?.closed()) ?? true).toBe(true);
    expect(refused?.text() ?? "").toBe("");
    expect(first.isClosed()).toBe(false);
    first.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    expect(await first.responses(1)).toEqual([429]);
    stack.dispose();
    await until(async () => (await connections()) === 0);
    using alone = await openWire(edge.port);
    alone.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    expect(await alone.responses(1)).toEqual([200]);
  });

  test("do not believe X-Forwarded-For", async () => {
    const statuses: number[] = [];
    for (let index = 0; index < 25; index++) {
      const headers = { "x-forwarded-for": `192.0.2.${index}`, "x-forwarded-proto": "https" };
      const response = await fetch(edge.url, { headers });
      statuses.push(response.status);
      expect(response.headers.has("strict-transport-security")).toBe(false);
    }
    expect(statuses).toContain(200);
    expect(statuses.at(-1)).toBe(429);
    expect(instance.headers.at(-1)?.get("x-forwarded-for")).toBe("127.0.0.1");
    expect(instance.headers.at(-1)?.get("x-forwarded-proto")).toBe("http");
  });
});
