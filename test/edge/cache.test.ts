import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import { describeEdge, type Edge, startEdge } from "./edge.ts";
import { pageCacheControl, type StandIn, standIn } from "./stand-in.ts";

/** Encodings as the instance is told of them, so that a body can be told by its header. */
type Get = { encoding?: string; headers?: Record<string, string>; method?: string };

describeEdge("the edge's cache", haproxy => {
  let edge: Edge;
  let instance: StandIn;

  beforeAll(async () => {
    instance = standIn((request, path) => {
      const encoding = request.headers.get("accept-encoding") ?? "none";
      const headers: Record<string, string> = {
        "cache-control": pageCacheControl,
        vary: "Accept-Encoding",
        etag: `"${encoding}"`,
        "x-encoding": encoding,
      };
      if (path.startsWith("/cookie")) headers["set-cookie"] = "visitor=1";
      if (path.startsWith("/private")) headers["cache-control"] = "private, max-age=60";
      if (path.startsWith("/no-store")) headers["cache-control"] = "no-store";
      if (path.startsWith("/asset")) headers["cache-control"] = "public, max-age=31536000, immutable";
      if (path.startsWith("/varies")) headers.vary = "Cookie";
      const status = path.startsWith("/missing") ? 404 : 200;
      return new Response(`${path} ${encoding}`, { status, headers });
    });
    edge = await startEdge(haproxy, [instance.address]);
  });
  afterAll(async () => {
    await edge?.[Symbol.asyncDispose]();
    instance?.stop();
  });
  beforeEach(() => {
    instance.requests.length = 0;
  });

  async function get(path: string, { encoding, headers = {}, method = "GET" }: Get = {}) {
    const response = await fetch(`${edge.url}${path}`, {
      method,
      decompress: false,
      // Bun says "gzip, deflate, br, zstd" where nothing is said.
      headers: { "accept-encoding": encoding ?? "identity", ...headers },
    });
    return { response, body: await response.text(), cache: response.headers.get("x-cache") };
  }

  const orders = [
    ["identity", "br", "gzip"],
    ["identity", "gzip", "br"],
    ["br", "identity", "gzip"],
    ["br", "gzip", "identity"],
    ["gzip", "identity", "br"],
    ["gzip", "br", "identity"],
  ];
  test.each(orders.map((order, index) => [order.join(", then "), order, index] as const))(
    "gives each client its own encoding: %s",
    async (_, order, index) => {
      for (const cache of ["MISS", "HIT"]) {
        for (const encoding of order) {
          const { response, body, ...answer } = await get(`/order-${index}`, { encoding });
          expect(body).toBe(`/order-${index} ${encoding}`);
          expect(response.headers.get("x-encoding")).toBe(encoding);
          expect(response.headers.get("vary")).toBe("Accept-Encoding");
          expect(answer.cache).toBe(cache);
        }
      }
      expect(instance.requests).toHaveLength(3);
    },
  );

  test.each([
    ["gzip, deflate, br, zstd", "br"],
    ["gzip, deflate, br;q=0.9", "br"],
    ["gzip,br;q=0", "gzip"],
    ["gzip;q=0.001", "gzip"],
    ["gzip;q=0, br;q=0.000", "identity"],
    ["gzip;q=0", "identity"],
    ["*", "identity"],
    ["deflate", "identity"],
    ["xbr, brx", "identity"],
    ["", "identity"],
    ["BR; q=1", "br"],
  ])("reads Accept-Encoding: %s as %s", async (encoding, expected) => {
    const { body } = await get(`/token?${encodeURIComponent(encoding)}`, { encoding });
    expect(body).toBe(`/token ${expected}`);
  });

  test.each(["identity;q=0", "*;q=0", "identity;q=0.0, *;q=0"])(
    "leaves it to the instance to refuse %s",
    async encoding => {
      const { body, cache } = await get("/refuses", { encoding });
      expect(body).toBe(`/refuses ${encoding}`);
      expect(cache).toBe("MISS");
    },
  );

  test.each([
    ["a query string", "/same?a=1", {}],
    ["another query string", "/same?a=2&b", {}],
    ["another Host", "/same", { host: "elsewhere.example" }],
    ["a Host with a port", "/same", { host: "LOCALHOST:1234" }],
    ["a browser's reload", "/same", { "cache-control": "no-cache", pragma: "no-cache" }],
    ["a cookie", "/same", { cookie: "a=1" }],
    ["another language", "/same", { "accept-language": "de" }],
    ["encodings that nobody knows", "/same", { "accept-encoding": "identity, other" }],
    ["more encodings than HAProxy counts", "/same", { "accept-encoding": `${"other, ".repeat(40)}identity` }],
  ])("is not walked past by %s", async (_, path, headers: Record<string, string>) => {
    await get("/same");
    instance.requests.length = 0;
    expect((await get(path, { headers })).cache).toBe("HIT");
    expect(instance.requests).toEqual([]);
  });

  test.each(["/cookie", "/private", "/no-store", "/varies", "/missing"])("never stores %s", async path => {
    for (const _ of [1, 2]) expect((await get(path)).cache).toBe("MISS");
    expect(instance.requests).toHaveLength(2);
  });

  test("neither stores for nor serves a request with Authorization", async () => {
    const headers = { authorization: "Bearer a" };
    await get("/personal", { headers });
    expect((await get("/personal")).cache).toBe("MISS");
    expect((await get("/personal", { headers })).cache).toBe("MISS");
  });

  test("answers HEAD from what a GET stored, without a body", async () => {
    const stored = await get("/head", { encoding: "br" });
    const head = await get("/head", { encoding: "br", method: "HEAD" });
    expect(head.cache).toBe("HIT");
    expect(head.body).toBe("");
    expect(head.response.headers.get("content-length")).toBe(String(stored.body.length));
    expect(instance.requests).toEqual(["GET /head"]);
  });

  test("stores nothing for a HEAD", async () => {
    await get("/head-first", { method: "HEAD" });
    const { body, cache } = await get("/head-first");
    expect(cache).toBe("MISS");
    expect(body).toBe("/head-first identity");
  });

  test("answers 304 to a client that has these bytes, and 200 to one that has another encoding's", async () => {
    await get("/known", { encoding: "br" });
    const known = await get("/known", { encoding: "br", headers: { "if-none-match": '"br"' } });
    expect(known.response.status).toBe(304);
    // Some clients would wait for a body that is said to be so long.
    for (const name of ["length", "type", "encoding"])
      expect(known.response.headers.get(`content-${name}`)).toBeNull();
    expect(known.response.headers.get("etag")).toBe('"br"');
    expect(known.cache).toBe("HIT");
    const other = await get("/known", { encoding: "br", headers: { "if-none-match": '"gzip"' } });
    expect(other.response.status).toBe(200);
  });

  test("dates answers by its own clock: who asks by the date of an older page gets the new one, whatever an instance's clock says", async () => {
    let [tag, wrongMs] = ['"old"', 3_600_000];
    using wrong = standIn(() => {
      const date = new Date(Date.now() + wrongMs).toUTCString();
      return new Response(tag, { headers: { "cache-control": pageCacheControl, etag: tag, date } });
    });
    await using alone = await startEdge(haproxy, [wrong.address]);
    const ask = (headers = {}) => fetch(alone.url, { headers });
    const date = (await ask()).headers.get("date") ?? "";
    expect(Math.abs(Date.parse(date) - Date.now())).toBeLessThan(10_000);
    expect((await ask({ "if-modified-since": date })).status).toBe(304);
    [tag, wrongMs] = ['"new"', -3_600_000];
    await Bun.sleep(5500);
    for (const cache of ["MISS", "HIT"]) {
      const response = await ask({ "if-modified-since": date });
      expect([response.status, response.headers.get("x-cache")]).toEqual([200, cache]);
    }
  }, 10_000);

  test("says MISS with a request id for an instance's answer, HIT without one for its own copy", async () => {
    const miss = await get("/marked");
    expect(miss.cache).toBe("MISS");
    expect(miss.response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    const hit = await get("/marked");
    expect(hit.cache).toBe("HIT");
    expect(hit.response.headers.has("x-request-id")).toBe(false);
  });

  test("forgets a page when its s-maxage is over, and keeps an asset", async () => {
    await Promise.all([get("/old"), get("/asset")]);
    await Bun.sleep(5500);
    expect((await get("/old")).cache).toBe("MISS");
    expect((await get("/asset")).cache).toBe("HIT");
  }, 10_000);

  test("goes on serving what it holds when no instance is left", async () => {
    const alone = standIn();
    await using edge = await startEdge(haproxy, [alone.address]);
    await fetch(`${edge.url}/kept`);
    alone.stop();
    const kept = await fetch(`${edge.url}/kept`);
    expect(kept.status).toBe(200);
    expect(kept.headers.get("x-cache")).toBe("HIT");
    expect((await fetch(`${edge.url}/other`)).status).toBe(503);
  });
});
