import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import fc from "fast-check";
import { ArchiveDownError } from "../../../src/archive/archive.ts";
import { createPublisher } from "../../../src/publication/create-publisher.ts";
import { createRate } from "../../../src/routes/api/rate.ts";
import { calls } from "./calls.ts";
import { breakable, requestOf, resume, type Site, startSite } from "./site.ts";

let site: Site;
let failure: Error | undefined;
beforeAll(async () => {
  site = await startSite({
    replace: own => {
      const archive = breakable(own.archive, () => failure);
      return { archive, publisher: createPublisher({ ...own, archive }) };
    },
  });
  await site.ask("POST /editions", { body: resume() });
});
afterAll(() => site[Symbol.asyncDispose]());

async function failing<Result>(error: Error, work: () => Promise<Result>): Promise<Result> {
  failure = error;
  try {
    return await work();
  } finally {
    failure = undefined;
  }
}

/** A body where one is asked for. */
function bodyOf(call: string): { body?: object } {
  if (call === "POST /editions") return { body: resume("Down") };
  return call === "POST /shares" ? { body: { name: "Acme", expires: "1d" } } : {};
}

describe("an archive that is down", () => {
  test.each(calls)("%s answers 503, and when to try again", async call => {
    const down = new ArchiveDownError("connect ECONNREFUSED 10.0.0.1:5432");
    const answer = await failing(down, () => site.ask(call, bodyOf(call)));
    expect([answer.status, answer.body.type]).toEqual([503, "urn:vitae:problem:unavailable"]);
    expect(answer.headers.get("retry-after")).toBe("5");
    expect(JSON.stringify(answer.body)).not.toContain("10.0.0.1");
  });

  test.each(["full", "read-only", "newer"] as const)(
    "whose fault is %s says so of whatever is asked",
    async fault => {
      for (const call of ["GET /editions", "POST /editions", "POST /shares"]) {
        const down = new ArchiveDownError("gone", { fault });
        const { status, body } = await failing(down, () => site.ask(call, bodyOf(call)));
        expect([status, body.detail]).toEqual([
          503,
          expect.stringMatching(/^The archive.*: nothing was changed\.$/),
        ]);
      }
    },
  );

  test("the page goes on being served, and the document too", async () => {
    const down = new ArchiveDownError("gone");
    await failing(down, async () => {
      expect((await site.fetch(new Request("http://localhost/"))).status).toBe(200);
      expect((await site.ask("GET /openapi.json", { token: null })).status).toBe(200);
    });
  });
});

test("what nobody expected is 500 without its message, which is in the log", async () => {
  const answer = await failing(new Error("a secret of the inside"), () => site.ask("GET /editions"));
  expect([answer.status, answer.body.type]).toEqual([500, "urn:vitae:problem:internal"]);
  expect(JSON.stringify(answer.body)).not.toContain("secret");
  expect(site.lines.at(-1)).toContain("a secret of the inside");
});

describe("methods", () => {
  test.each([
    ["/editions", "GET, HEAD, POST, OPTIONS"],
    ["/editions/current", "GET, HEAD, OPTIONS"],
    ["/editions/1", "GET, HEAD, OPTIONS"],
    ["/editions/1/files/resume.json", "GET, HEAD, OPTIONS"],
    ["/editions/1/activate", "POST, OPTIONS"],
    ["/rollback", "POST, OPTIONS"],
    ["/shares/1", "GET, HEAD, DELETE, OPTIONS"],
    ["/openapi.json", "GET, HEAD, OPTIONS"],
  ])("%s takes %s", async (path, allow) => {
    for (const method of ["PUT", "PATCH", "PROPFIND"]) {
      const answer = await site.ask(`${method} ${path}`);
      expect([answer.status, answer.headers.get("allow")]).toEqual([405, allow]);
      expect(answer.body).toMatchObject({ type: "urn:vitae:problem:method-not-allowed", status: 405 });
    }
    const options = await site.ask(`OPTIONS ${path}`, { token: null });
    expect([options.status, options.headers.get("allow")]).toEqual([204, allow]);
    expect(options.headers.has("access-control-allow-origin")).toBe(false);
  });

  test.each(["/editions", "/editions/1", "/editions/1/files/resume.json", "/shares", "/openapi.json"])(
    "HEAD %s answers as GET does, without the body",
    async path => {
      const get = await site.ask(`GET ${path}`);
      const head = await site.ask(`HEAD ${path}`);
      expect([head.status, head.body]).toEqual([200, ""]);
      const length = new TextEncoder().encode(
        typeof get.body === "string" ? get.body : JSON.stringify(get.body),
      );
      expect(head.headers.get("content-length")).toBe(String(length.length));
      for (const name of ["content-type", "etag", "cache-control"])
        expect(head.headers.get(name)).toBe(get.headers.get(name));
    },
  );

  test("HEAD without a token is 401", async () => {
    expect((await site.ask("HEAD /editions", { token: null })).status).toBe(401);
  });
});

test.each([
  "/",
  "/nothing",
  "/editions/abc",
  "/editions/0",
  "/editions/4294967296",
  "/editions/01",
  "/editions/%31%00",
])("there is nothing at %s, which is told as a problem whatever Accept says", async path => {
  for (const accept of ["text/html", "text/plain", "*/*"]) {
    const answer = await site.ask(`GET ${path}`, { headers: { accept } });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "application/problem+json"]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  }
});

test("nothing of it may be kept, or read by another site", async () => {
  for (const call of calls.filter(call => call.startsWith("GET"))) {
    const { headers } = await site.ask(call);
    expect([call, headers.get("cache-control")]).toEqual([call, "no-store"]);
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("access-control-allow-origin")).toBeNull();
  }
});

test("metrics know routes by their patterns", async () => {
  for (const path of ["/editions/1", "/editions/12345", "/editions/xyz", "/editions/1/files/secret.json"])
    await site.ask(`GET ${path}`);
  const text = await (await site.fetch(new Request("http://localhost/metrics"))).text();
  expect(text).toContain('route="/api/v1/editions/:id"');
  expect(text).toContain('route="/api/v1/editions/:id/files/:name"');
  expect(text).not.toMatch(/route="[^"]*(12345|xyz|secret)/);
});

describe("how often", () => {
  test("a bucket gives what is in it, and fills evenly", () => {
    let now = 1000;
    const rate = createRate({ burst: 3, perMinute: 60, now: () => now });
    expect([1, 2, 3, 4].map(() => rate.take("ada"))).toEqual([0, 0, 0, 1000]);
    expect(rate.take("grace")).toBe(0);
    now += 400;
    expect(rate.take("ada")).toBe(600);
    now += 600;
    expect([rate.take("ada"), rate.take("ada")]).toEqual([0, 1000]);
    now += 60_000;
    expect([1, 2, 3, 4].map(() => rate.take("ada"))).toEqual([0, 0, 0, 1000]);
  });

  test("who switches without end is told to wait, and others are not", async () => {
    const { text } = await site.services.archive.tokens.create("restless");
    const switches = () => site.ask("POST /editions/9/activate", { token: text });
    const answers = await Promise.all(Array.from({ length: 40 }, switches));
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body.type).toBe("urn:vitae:problem:too-many-requests");
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    expect(answers.filter(({ status }) => status === 404).length).toBeGreaterThanOrEqual(30);
    expect((await site.ask("POST /editions/9/activate")).status).toBe(404);
    expect((await site.ask("GET /editions", { token: text })).status).toBe(200);
  });
});

describe("whatever is asked", () => {
  const words = fc.constantFrom(
    "1",
    "0",
    "-1",
    "1e9",
    "99999999999999999999",
    "0x1",
    "",
    "null",
    "[]",
    "{}",
    "%00",
    "..",
    "current",
    "__proto__",
    "constructor",
  );
  const texts = fc.oneof(words, fc.string({ maxLength: 20, unit: "grapheme" }), fc.integer().map(String));
  const names = fc.oneof(
    fc.constantFrom("limit", "before", "from", "note", "dry-run", "activate", "__proto__", "limit[]"),
    texts,
  );

  test("the answer is never a 500", async () => {
    const paths = fc.constantFrom(
      "/editions",
      "/editions/:id",
      "/editions/:id/diff",
      "/editions/:id/files/:name",
      "/shares/:id",
      "/:id",
      "/:id/:name",
    );
    const requests = fc.record({
      method: fc.constantFrom("GET", "HEAD", "DELETE", "PUT"),
      path: paths,
      id: texts,
      name: texts,
      query: fc.array(fc.tuple(names, texts), { maxLength: 4 }),
      isRaw: fc.boolean(),
    });
    const property = fc.asyncProperty(requests, async ({ method, path, id, name, query, isRaw }) => {
      const text = (value: string) =>
        isRaw ? value.replaceAll(/[\s#?]/g, "_") : encodeURIComponent(value.toWellFormed());
      const search = query.map(([key, value]) => `${text(key)}=${text(value)}`).join("&");
      const filled = path.replace(":id", () => text(id)).replace(":name", () => text(name));
      const answer = await site.ask(`${method} ${filled}?${search}`);
      expect(answer.status).toBeLessThan(500);
    });
    await fc.assert(property, { numRuns: 500 });
  });

  test("nor is it for headers and bodies", async () => {
    const types = fc.constantFrom(
      "application/json",
      "text/yaml",
      "multipart/form-data; boundary=a",
      "multipart/form-data; boundary=",
      "multipart/form-data",
      ";",
      "text/html",
    );
    const header = fc.string({ maxLength: 30 }).map(text => text.replaceAll(/[^\x20-\x7e]/g, "?"));
    const json = fc.json({ maxDepth: 3 });
    const bodies = fc.oneof(
      json,
      fc.string({ maxLength: 50 }),
      fc.constantFrom(
        "--a\r\n\r\n--a--",
        '--a\r\nContent-Disposition: form-data; name="x"; filename="resume.json"\r\n\r\n{}\r\n--a--',
      ),
    );
    const requests = fc.record({
      call: fc.constantFrom("POST /editions?dry-run=1", "POST /shares", "POST /editions/1/preview"),
      type: types,
      match: header,
      key: header,
      body: bodies,
    });
    const { text: token } = await site.services.archive.tokens.create("fuzz");
    const property = fc.asyncProperty(requests, async ({ call, type, match, key, body }) => {
      const headers = { "content-type": type, "if-match": match, "idempotency-key": key };
      const answer = await site.ask(call, { body, headers, token });
      expect(answer.status).toBeLessThan(500);
      const authorization = await site.fetch(
        requestOf("GET /editions", { headers: { authorization: match } }),
      );
      expect(authorization.status).toBe(401);
    });
    await fc.assert(property, { numRuns: 300 });
  });
});
