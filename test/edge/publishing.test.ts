/** The owner's door, /api/, and what was shared with somebody alone, /s/: how they differ from what everyone may read. */
import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import { describeEdge, type Edge, startEdge, until } from "./edge.ts";
import { rawStandIn, type StandIn, standIn } from "./stand-in.ts";
import { openWire } from "./wire.ts";

/** As long as a share link's text is, and with nothing else in it that a log would hold. */
const secret = "Zx9-_secretSECRETsecretSECRETsecretSECRET-_9xZ";

/** An instance that calls everything cacheable, as none should. */
function createInstance(): StandIn {
  return standIn(async (request, path) => {
    if (path.endsWith("/slow")) await Bun.sleep(1500);
    const body = request.method === "POST" ? (await request.arrayBuffer()).byteLength : path;
    return new Response(String(body), {
      headers: {
        "cache-control": "public, max-age=31536000, immutable",
        vary: "Accept-Encoding",
        etag: '"a"',
      },
    });
  });
}

describeEdge("publishing and sharing through the edge", haproxy => {
  let edge: Edge;
  let instance: StandIn;

  beforeAll(async () => {
    instance = createInstance();
    edge = await startEdge(haproxy, [instance.address], {
      env: { LIMIT_BODY: "1000", LIMIT_PUBLICATION: "300000", LIMIT_PUBLICATIONS: "10" },
      trustLoopback: true,
    });
  });
  afterAll(async () => {
    await edge?.[Symbol.asyncDispose]();
    instance?.stop();
  });
  beforeEach(() => {
    instance.requests.length = 0;
    instance.headers.length = 0;
  });

  let visitors = 0;
  /** Each call is another client's, unless it says whose. */
  const ask = (path: string, { client = `10.0.${visitors >> 8}.${visitors++ & 255}`, ...init }: Init = {}) =>
    fetch(edge.url + path, { ...init, headers: { "x-forwarded-for": client, ...init.headers } });

  test("a query comes through below /api/, and nowhere else", async () => {
    await ask("/api/v1/editions?limit=2&before=7");
    await ask("/resume.json?limit=2");
    await ask("/api/v1/editions?dry-run=1", { method: "POST", body: "{}" });
    expect(instance.requests).toEqual([
      "GET /api/v1/editions?limit=2&before=7",
      "GET /resume.json",
      "POST /api/v1/editions?dry-run=1",
    ]);
  });

  test("what a request is about comes through as it was said", async () => {
    const headers = {
      authorization: "Bearer vitae_x",
      "if-match": '"switch-3"',
      "if-none-match": '"b"',
      "idempotency-key": "one",
      accept: "application/problem+json",
      "accept-encoding": "gzip, br",
    };
    await ask("/api/v1/editions/", { headers });
    const [seen] = instance.headers;
    for (const [name, value] of Object.entries(headers)) expect(seen?.get(name)).toBe(value);
    expect(seen?.get("host")).toBe("vitae");
  });

  test.each(["/api/v1/editions", "/api/v1/openapi.json", `/s/${secret}/`, `/s/${secret}/resume.pdf`])(
    "nothing of %s is stored, even where an instance calls it public",
    async path => {
      const stored = async () => (await edge.runtime("show cache")).split("\n").length;
      const before = await stored();
      for (const encoding of ["br", "gzip", "identity", "br"]) {
        const response = await ask(path, { headers: { "accept-encoding": encoding } });
        expect(response.status).toBe(200);
        expect(response.headers.get("x-cache")).toBe("MISS");
        await ask(path, { method: "HEAD", headers: { "accept-encoding": encoding } });
      }
      expect(instance.requests).toHaveLength(8);
      expect(await stored()).toBe(before);
    },
  );

  test.each([
    `//s/${secret}/`,
    `/S/${secret}/`,
    `/%73/${secret}/`,
    `/%2fs/${secret}/`,
    `/s%2f${secret}/`,
    `/s;x/${secret}/`,
    `/s\\${secret}/`,
    "//api/v1/editions",
    "/API/v1/editions",
    "/%61pi/v1/editions",
    "/api%2fv1/editions",
  ])("another spelling is nothing: %s", async path => {
    using wire = await openWire(edge.port);
    wire.send(`GET ${path} HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 10.9.9.9\r\n\r\n`);
    expect(await wire.responses(1)).toEqual([404]);
    expect(instance.requests).toEqual([]);
  });

  test.each(["/styles.css", "/apis/", "/s", "/api", "/for/s/"])(
    "a path that only looks like one: %s",
    async path => {
      expect((await ask(path)).status).toBe(200);
    },
  );

  test("an address that never changes its bytes is kept like an asset", async () => {
    const path = "/e/0123456789abcdef/resume.pdf";
    expect((await ask(path)).headers.get("x-cache")).toBe("MISS");
    const hit = await ask(path);
    expect(hit.headers.get("x-cache")).toBe("HIT");
    expect(hit.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  });

  test.each(["PUT", "PATCH", "DELETE"])("method %s: below /api/ alone", async method => {
    expect((await ask("/api/v1/shares/1", { method })).status).toBe(200);
    for (const path of ["/", "/s/x/", "/apis/", "/api"])
      expect((await ask(path, { method })).status).toBe(405);
    expect(instance.requests).toEqual([`${method} /api/v1/shares/1`]);
  });

  test.each(["TRACE", "BREW", "CONNECT"])("method %s: not there either", async method => {
    using wire = await openWire(edge.port);
    wire.send(`${method} /api/v1/editions HTTP/1.1\r\nHost: a\r\n\r\n`);
    const [status] = await wire.responses(1);
    expect([400, 405]).toContain(status ?? 0);
    expect(instance.requests).toEqual([]);
  });

  test("a publication may be large, and nothing else", async () => {
    const post = async (path: string, bytes: number, method = "POST") =>
      (await ask(path, { method, body: "x".repeat(bytes) })).status;
    const published = await ask("/api/v1/editions", { method: "POST", body: "x".repeat(300_000) });
    expect(await published.text()).toBe("300000");
    expect(await post("/api/v1/editions", 300_001)).toBe(413);
    expect(await post("/api/v1/editions", 1001, "PUT")).toBe(413);
    expect(await post("/api/other", 1001)).toBe(413);
    expect(await post("/s/x/", 1001)).toBe(413);
    expect(await post("/", 1001)).toBe(413);
    expect(await post("/api/other", 1000)).toBe(200);
  });

  test("a client that publishes too often gets 429, for a program to read; it may still look, and others publish", async () => {
    const client = "203.0.113.1";
    const methods = ["POST", "DELETE", "PUT", "PATCH"];
    const write = (index: number) => ask("/api/v1/shares", { client, method: methods[index % 4] ?? "POST" });
    for (let index = 0; index < 10; index++) expect((await write(index)).status).toBe(200);
    for (let index = 0; index < 4; index++) expect((await write(index)).status).toBe(429);
    const refused = await write(0);
    expect(refused.headers.get("content-type")).toBe("application/problem+json");
    expect(refused.headers.get("retry-after")).toBe("60");
    expect(refused.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await refused.json()).toMatchObject({ status: 429, title: "Too Many Requests" });
    expect((await ask("/api/v1/editions", { client })).status).toBe(200);
    expect((await ask("/", { client })).status).toBe(200);
    expect((await ask("/api/v1/shares", { method: "POST" })).status).toBe(200);
  });

  test("who is refused by an instance again and again is refused by the edge", async () => {
    using strict = standIn(() => new Response("who?", { status: 401 }));
    await using alone = await startEdge(haproxy, [strict.address], { env: { LIMIT_ERRORS: "5" } });
    const statuses: number[] = [];
    for (let index = 0; index < 8; index++)
      statuses.push(
        (await fetch(`${alone.url}/api/v1/editions`, { headers: { authorization: "Bearer a" } })).status,
      );
    expect(statuses[0]).toBe(401);
    expect(statuses.at(-1)).toBe(429);
    expect(strict.requests.length).toBeLessThan(8);
  });

  test("what prints may take longer than a page, and a visitor's page may not", async () => {
    const [published, shared, page] = await Promise.all([
      ask("/api/v1/slow", { method: "POST" }),
      ask("/s/x/slow"),
      ask("/slow"),
    ]);
    expect([published.status, shared.status, page.status]).toEqual([200, 200, 504]);
    expect(instance.requests.filter(request => !request.startsWith("GET /slow"))).toHaveLength(2);
  }, 10_000);

  test("no publication is asked for twice where an instance may have taken it", async () => {
    using one = await rawStandIn(socket => void socket.destroy());
    using two = await rawStandIn(socket => void socket.destroy());
    await using alone = await startEdge(haproxy, [one.address, two.address]);
    for (const method of ["POST", "DELETE", "PUT", "PATCH"])
      expect((await fetch(`${alone.url}/api/v1/editions/1`, { method, keepalive: false })).status).toBe(502);
    expect([...one.requests, ...two.requests].sort()).toEqual(
      ["DELETE", "PATCH", "POST", "PUT"].map(method => `${method} /api/v1/editions/1`),
    );
  });

  test("no instance is there: 503, for a program to read", async () => {
    await using alone = await startEdge(haproxy, ["127.0.0.1:1"]);
    await until(async () => /^app,BACKEND,.*,DOWN,/m.test(await alone.runtime("show stat")));
    const response = await fetch(`${alone.url}/api/v1/editions`);
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("5");
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const page = await fetch(`${alone.url}/s/x/`);
    expect([page.status, page.headers.get("content-type")]).toEqual([503, "text/html; charset=utf-8"]);
  });
});

interface Init {
  client?: string;
  method?: string;
  body?: string;
  headers?: Record<string, string>;
}

describeEdge("slow publications", haproxy => {
  const start = (address: string) =>
    startEdge(haproxy, [address], { env: { TIMEOUT_SLOW: "500ms" }, trustLoopback: true });
  const post = (client: string, sent = "") =>
    `POST /api/v1/editions HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: ${client}\r\nContent-Length: 100000\r\n\r\n${sent}`;
  /** More than a buffer holds, so that it is sent on. */
  const begun = "x".repeat(20_000);

  test("come to no instance before a buffer is full", async () => {
    using instance = standIn();
    await using edge = await start(instance.address);
    using wire = await openWire(edge.port);
    wire.send(post("10.0.0.1", "x"));
    for (let index = 0; index < 10; index++) {
      wire.send("x");
      await Bun.sleep(80);
    }
    expect(wire.statuses()).toEqual([408]);
    expect(instance.requests).toEqual([]);
  });

  test("hold eight places for one client and 64 for all, and visitors have all the others", async () => {
    using instance = standIn(async (request, path) => {
      if (request.method === "POST") await request.arrayBuffer();
      return new Response(path, { headers: { "cache-control": "no-store" } });
    });
    await using edge = await start(instance.address);
    using stack = new DisposableStack();
    const open = async (client: string) => {
      const wire = stack.use(await openWire(edge.port));
      wire.send(post(client, begun));
      return wire;
    };
    const trickling = await Promise.all(
      Array.from({ length: 64 }, (_, index) => open(`10.0.1.${index >> 3}`)),
    );
    const timer = setInterval(() => trickling.map(wire => wire.send("x")), 200);
    try {
      await until(async () => (await inFlight(edge)) === 64);
      expect(await (await open("10.0.1.1")).responses(1)).toEqual([429]);
      expect(await (await open("10.0.2.1")).responses(1)).toEqual([503]);
      expect((await fetch(`${edge.url}/page`)).status).toBe(200);
      expect((await fetch(`${edge.url}/api/v1/editions`)).status).toBe(200);
    } finally {
      clearInterval(timer);
    }
    stack.dispose();
    await until(async () => (await inFlight(edge)) === 0);
    expect((await fetch(`${edge.url}/api/v1/editions`, { method: "POST" })).status).toBe(200);
  }, 20_000);

  test("give their place back when an instance has answered and closes, whatever is still to come", async () => {
    using instance = standIn(
      () => new Response("too slow", { status: 408, headers: { connection: "close" } }),
    );
    await using edge = await start(instance.address);
    using wire = await openWire(edge.port);
    wire.send(post("10.0.0.1", begun));
    expect(await wire.responses(1)).toEqual([408]);
    const timer = setInterval(() => wire.send("x"), 50);
    try {
      await until(async () => (await inFlight(edge)) === 0);
      await until(async () => /conn_cur=0/.test(await edge.runtime("show table publications")));
    } finally {
      clearInterval(timer);
    }
  });
});

/** How many requests the one instance has from the edge at this moment. */
async function inFlight(edge: Edge): Promise<number> {
  const [, current = ""] = /^app,app1,\d+,\d+,(\d+),/m.exec(await edge.runtime("show stat")) ?? [];
  return Number(current);
}

describeEdge("a share link's text", haproxy => {
  const spellings = [
    `/s/${secret}/`,
    `/s/${secret}/resume.pdf`,
    `//s/${secret}/`,
    `///s//${secret}`,
    `/S/${secret}/`,
    `/%73/${secret}/`,
    `/%53/${secret}/`,
    `/%2573/${secret}/`,
    `/%2fs/${secret}/`,
    `/s%2F${secret}/`,
    `/s%5c${secret}/`,
    `/s;x/${secret}/`,
    `/s\\${secret}/`,
    `/./s/${secret}/`,
    `/x/../s/${secret}/`,
    `/%2e/s/${secret}/`,
    `/it/s/${secret}/`,
    `/${secret}`,
    `/x/${secret}`,
    `/?s/${secret}`,
    `http://a/s/${secret}/`,
    `http://a//s/${secret}/`,
  ];
  /** Shorter, as where a letter broke it off: nothing but its place tells what it is. */
  const broken = ["/s/Zx9-_sec", "//s/Zx9-_sec", "/%73/Zx9-_sec", "/s%2fZx9-_sec", "/S/Zx9-_sec/resume.pdf"];

  async function visitAll(port: number, paths: string[]): Promise<void> {
    for (const path of paths) {
      using wire = await openWire(port);
      wire.send(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
      await wire.closed();
    }
  }

  async function expectSilence(edge: Edge, count: number): Promise<void> {
    await until(() => edge.log().length >= count);
    const text = JSON.stringify([edge.log(), await edge.runtime("show errors")]);
    expect(text).not.toContain("ecretSECRET");
    expect(text).not.toContain("Zx9");
  }

  test("never stands in the log, however it is spelt", async () => {
    using instance = standIn();
    await using edge = await startEdge(haproxy, [instance.address], { env: { LOG_HITS_IN_1000: "1000" } });
    await visitAll(edge.port, [...spellings, ...broken]);
    await expectSilence(edge, spellings.length + broken.length);
    expect(edge.log()[0]).toMatchObject({ path: "/s/-", status: 200 });
    await fetch(`${edge.url}/for/backend/resume.pdf`);
    await until(() => edge.log().some(({ path }) => path === "/for/backend/resume.pdf"));
  });

  test("nor where an instance fails, or none is there", async () => {
    using instance = await rawStandIn(socket => void socket.end("HTTP/1.1 200 OK\r\n: x\r\n\r\n"));
    await using failing = await startEdge(haproxy, [instance.address]);
    await using alone = await startEdge(haproxy, ["127.0.0.1:1"]);
    await visitAll(failing.port, spellings.slice(0, 2));
    await visitAll(alone.port, spellings.slice(0, 2));
    await expectSilence(failing, 2);
    await expectSilence(alone, 2);
  }, 20_000);
});
