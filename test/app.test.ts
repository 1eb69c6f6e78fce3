import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { unzipSync } from "fflate";
import { readPdf } from "../src/ats/read-pdf.ts";
import { type Edition, representationsOf } from "../src/edition/edition.ts";
import { attachedResume } from "../src/resume/attachment.ts";
import { sample, startApp, type TestApp } from "./support/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startApp(sample, {
    SITE_URL: "https://ada.example",
    SECURITY_CONTACT: "mailto:security@ada.example",
  });
});
afterAll(() => app[Symbol.dispose]());

const documents = [
  ["/", "text/html; charset=utf-8"],
  ["/resume.json", "application/json"],
  ["/resume.txt", "text/plain; charset=utf-8"],
  ["/robots.txt", "text/plain; charset=utf-8"],
  ["/sitemap.xml", "application/xml"],
] as const;

const decoders = {
  br: (bytes: Uint8Array) => brotliDecompressSync(bytes).toString(),
  gzip: (bytes: Uint8Array) => gunzipSync(bytes).toString(),
  identity: (bytes: Uint8Array) => Buffer.from(bytes).toString(),
};

describe.each(documents)("GET %s", (path, mediaType) => {
  test.each(["br", "gzip", "identity"] as const)(
    "answers in %s, the same text with an ETag of its own",
    async encoding => {
      const response = await app.get(path, { "accept-encoding": encoding });
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toBe(mediaType);
      expect(response.headers.get("content-encoding")).toBe(encoding === "identity" ? null : encoding);
      expect(response.headers.get("vary")).toBe(path === "/" ? "Accept, Accept-Encoding" : "Accept-Encoding");
      expect(response.headers.get("cache-control")).toBe("public, max-age=0, s-maxage=5, must-revalidate");
      const body = await response.bytes();
      expect(response.headers.get("content-length")).toBe(String(body.byteLength));
      const plain = await app.get(path);
      expect(decoders[encoding](body)).toBe(await plain.text());
      expect(response.headers.get("etag") === plain.headers.get("etag")).toBe(encoding === "identity");
    },
  );

  test("HEAD has the same headers and no body", async () => {
    const [get, head] = await Promise.all(
      ["GET", "HEAD"].map(method => app.get(path, { "accept-encoding": "br" }, method)),
    );
    expect(head?.status).toBe(200);
    // The server adds the date to a GET.
    const { date, ...headers } = head?.headers.toJSON() ?? {};
    expect(Math.abs(Date.parse(date ?? "") - Date.now())).toBeLessThan(60_000);
    expect(headers).toEqual(get?.headers.toJSON() ?? {});
    expect(await head?.text()).toBe("");
  });

  test("a client that has the bytes gets 304 with what a cache needs", async () => {
    const { headers } = await app.get(path, { "accept-encoding": "gzip" });
    const etag = headers.get("etag") ?? "";
    const response = await app.get(path, { "accept-encoding": "gzip", "if-none-match": `"x", W/${etag}` });
    expect(response.status).toBe(304);
    expect(await response.text()).toBe("");
    for (const name of ["etag", "vary", "cache-control"])
      expect(response.headers.get(name)).toBe(headers.get(name));
    // The tag of another encoding is of other bytes.
    expect((await app.get(path, { "accept-encoding": "br", "if-none-match": etag })).status).toBe(200);
  });

  test.each(["POST", "PUT", "PATCH", "DELETE"])("%s is 405 with Allow", async method => {
    const response = await app.get(path, {}, method);
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  });

  test("OPTIONS tells the methods", async () => {
    const response = await app.get(path, {}, "OPTIONS");
    expect([response.status, response.headers.get("allow")]).toEqual([204, "GET, HEAD, OPTIONS"]);
  });

  test("a client that refuses every encoding gets 406", async () => {
    expect((await app.get(path, { "accept-encoding": "identity;q=0" })).status).toBe(406);
  });

  test("a query changes nothing", async () => {
    expect((await app.get(`${path}?x=/y`)).status).toBe(200);
  });
});

describe("errors", () => {
  const kinds = [
    ["text/html", "text/html; charset=utf-8", /<h1>Not Found<\/h1>/],
    ["application/json", "application/problem+json", /"title":"Not Found"/],
    ["text/plain", "text/plain; charset=utf-8", /^404 Not Found\n/],
    ["image/png", "text/plain; charset=utf-8", /^404 Not Found\n/],
  ] as const;

  test.each(kinds)("404 for a client that accepts %s", async (accept, mediaType, body) => {
    const response = await app.get("/nothing/here", { accept });
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe(mediaType);
    expect(response.headers.get("vary")).toBe("Accept");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.text()).toMatch(body);
  });

  test("an error's page has no ETag and is never a 304", async () => {
    const response = await app.get("/nothing", { accept: "text/html", "if-none-match": "*" });
    expect([response.status, response.headers.get("etag")]).toEqual([404, null]);
  });

  test("HEAD of an error has no body", async () => {
    const response = await app.get("/nothing", { accept: "text/html" }, "HEAD");
    expect([response.status, await response.text()]).toEqual([404, ""]);
  });

  test("an unknown path is 404 whatever the method", async () => {
    for (const method of ["POST", "OPTIONS", "DELETE"])
      expect((await app.get("/x", {}, method)).status).toBe(404);
  });

  test.each([
    "/assets/",
    "/assets/../package.json",
    "/assets/icon.svg",
    "/%00",
    "/%zz",
    "//",
    "/.env",
    "/resume.json/",
  ])("%s is 404, not more", async path => {
    expect((await app.get(path)).status).toBe(404);
  });

  test("a thrown error is 500, its message in the log only", async () => {
    using broken = await startApp(sample);
    broken.services.metrics.registry.metrics = () => Promise.reject(new Error("secret detail"));
    for (const accept of ["text/html", "application/json", "text/plain"]) {
      const response = await broken.get("/metrics", { accept });
      expect(response.status).toBe(500);
      expect(await response.text()).not.toContain("secret");
      expect(response.headers.get("content-security-policy")).toStartWith("default-src 'none'");
    }
    expect(broken.lines.join("\n")).toContain("secret detail");
    expect(await broken.services.metrics.requests.get()).toHaveProperty(
      "values",
      expect.arrayContaining([
        expect.objectContaining({ labels: { method: "GET", route: "/metrics", status: 500 }, value: 3 }),
      ]),
    );
  });
});

describe("before the first edition", () => {
  test("pages are 503 with Retry-After, and /readyz says that it is starting", async () => {
    using starting = await startApp(undefined);
    for (const path of ["/", "/resume.pdf", "/e/0123456789abcdef/resume.pdf"]) {
      const page = await starting.get(path, { accept: "text/html" });
      expect([page.status, page.headers.get("retry-after")]).toEqual([503, "1"]);
    }
    const readyz = await starting.get("/readyz");
    expect([readyz.status, await readyz.text()]).toEqual([503, "starting\n"]);
    expect((await starting.get("/livez")).status).toBe(200);
    expect(await (await starting.get("/health")).json()).toMatchObject({ status: "starting", edition: null });
  });
});

describe("assets", () => {
  test("the favicon has a fingerprinted address and is kept for a year", async () => {
    const page = await (await app.get("/")).text();
    const path =
      /<link rel="icon" type="image\/svg\+xml" href="(\/assets\/icon\.[0-9a-f]{16}\.svg)"/.exec(page)?.[1] ??
      "";
    const icon = await app.get(path);
    expect(icon.headers.get("cache-control")).toBe("public, max-age=31536000, s-maxage=5, immutable");
    expect(icon.headers.get("content-type")).toBe("image/svg+xml");
    expect(await icon.text()).toContain(">AL</text>");
  });
});

describe("operations", () => {
  test("/health tells status, version, edition, where it comes from and how the others are", async () => {
    const health = await (await app.get("/health")).json();
    expect(health).toEqual({
      status: "ok",
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      edition: expect.stringMatching(/^[0-9a-f]{16}$/),
      serves: null,
      archive: "off",
      redis: "off",
      uptime: expect.any(Number),
    });
  });

  test("an address with a slash too many is another, at which there is nothing", async () => {
    for (const path of ["/health/", "/readyz/", "/api/v1/editions/"])
      expect((await app.get(path)).status).toBe(404);
  });

  test("/readyz is 503 while draining", async () => {
    using draining = await startApp(sample);
    expect((await draining.get("/readyz")).status).toBe(200);
    draining.services.lifecycle.state = "draining";
    expect((await draining.get("/readyz")).status).toBe(503);
    expect((await draining.get("/")).status).toBe(200);
  });

  test("/.well-known/security.txt names the contact and expires within a year", async () => {
    const text = await (await app.get("/.well-known/security.txt")).text();
    expect(text).toContain("Contact: mailto:security@ada.example\n");
    expect(text).toContain("Canonical: https://ada.example/.well-known/security.txt\n");
    const days = (Date.parse(/Expires: (.+)/.exec(text)?.[1] ?? "") - Date.now()) / 86_400_000;
    expect(days).toBeWithin(180, 365);
    using without = await startApp(sample);
    expect((await without.get("/.well-known/security.txt")).status).toBe(404);
  });

  test("/metrics counts every response by its route's pattern, never by its path", async () => {
    using counted = await startApp(sample);
    const first = await counted.get("/");
    const page = await first.text();
    await counted.get("/", { "if-none-match": first.headers.get("etag") ?? "" });
    await counted.get("/resume.txt", {}, "HEAD");
    await counted.get("/wp-login.php");
    await counted.get("/assets/nothing.js");
    await counted.get(/\/assets\/icon\.[^"]+/.exec(page)?.[0] ?? "");
    await counted.get("/", {}, "POST");
    const response = await counted.get("/metrics");
    expect(response.headers.get("content-type")).toStartWith("text/plain; version=0.0.4");
    const text = await response.text();
    for (const line of [
      'http_requests_total{method="GET",route="/",status="200"} 1',
      'http_requests_total{method="GET",route="/",status="304"} 1',
      'http_requests_total{method="HEAD",route="/resume.txt",status="200"} 1',
      'http_requests_total{method="GET",route="none",status="404"} 2',
      'http_requests_total{method="GET",route="/assets/*",status="200"} 1',
      'http_requests_total{method="POST",route="/",status="405"} 1',
      'http_request_duration_seconds_bucket{le="0.0025",method="GET",route="/"} ',
      "http_requests_in_flight 1",
      "event_loop_lag_seconds_count ",
      "nodejs_heap_size_used_bytes ",
      `edition_info{edition="${counted.services.editions.current?.id}",version="`,
      "edition_print_duration_seconds ",
    ]) {
      expect(text).toContain(line);
    }
    expect(text).not.toMatch(/wp-login|nodejs_eventloop_lag|\bNaN\b/);
  });
});

describe("what is on every response", () => {
  const requests = [
    ["GET", "/", {}],
    ["GET", "/resume.json", {}],
    ["GET", "/", { "if-none-match": "*" }],
    ["GET", "/nothing", {}],
    ["POST", "/", {}],
    ["OPTIONS", "/", {}],
    ["GET", "/", { "accept-encoding": "identity;q=0" }],
    ["GET", "/health", {}],
    ["GET", "/metrics", {}],
    ["GET", "/.well-known/security.txt", {}],
  ] as const;

  test.each(requests)("%s %s %p carries the security headers", async (method, path, headers) => {
    const response = await app.get(path, headers, method);
    const expected = {
      "content-security-policy": expect.stringMatching(/^default-src 'none'; style-src 'sha256-[^']+'; /),
      "cross-origin-embedder-policy": "require-corp",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": expect.stringContaining("camera=()"),
      "referrer-policy": "no-referrer",
      "strict-transport-security": "max-age=63072000",
      "x-content-type-options": "nosniff",
    };
    expect(response.headers.toJSON()).toMatchObject(expected);
    expect(response.headers.get("content-security-policy")).not.toContain("unsafe");
    expect(response.headers.has("server") || response.headers.has("x-powered-by")).toBe(false);
  });
});

describe("what is private", () => {
  const secret = /ada@private|7946|Secret Street|W1J/;
  const bodyOf = (path: string) =>
    new Uint8Array(representationsOf(editionOf(app)).get(path)?.encoded.identity.body ?? []);

  test("is in no byte that is served", () => {
    const edition = editionOf(app);
    const all = [...representationsOf(edition).values(), ...edition.errorPages.values()];
    expect(all.length).toBeGreaterThan(8);
    for (const { encoded } of all) expect(Buffer.from(encoded.identity.body).toString()).not.toMatch(secret);
  });

  test("is in nothing that a PDF or a Word document holds compressed", async () => {
    const attached = await attachedResume(bodyOf("/resume.pdf"));
    const texts = [
      await readPdf(bodyOf("/resume.pdf"), "ltr"),
      attached.ok ? Buffer.from(attached.bytes).toString() : "",
      ...Object.values(unzipSync(bodyOf("/resume.docx"))).map(part => Buffer.from(part).toString()),
    ];
    for (const text of texts) expect(text).not.toMatch(secret);
    expect(texts.filter(text => text.includes("Lovelace")).length).toBeGreaterThanOrEqual(3);
  });
});

function editionOf({ services }: TestApp): Edition {
  const { current } = services.editions;
  if (!current) throw new Error("no edition");
  return current;
}
