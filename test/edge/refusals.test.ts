import { afterAll, beforeAll, expect, test } from "bun:test";
import { printErrorPages } from "../../haproxy/error-pages.ts";
import { securityHeaders } from "../../src/http/security.ts";
import { startProgram } from "../support/process.ts";
import { describeEdge, type Edge, startEdge } from "./edge.ts";
import { rawStandIn, type StandIn, standIn } from "./stand-in.ts";
import { openWire } from "./wire.ts";

/** A response of the edge's own: whole, styled, dressed, kept by nobody, and silent on who made it. */
async function expectErrorPage(response: Response, status: number): Promise<void> {
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.has("server")).toBe(false);
  for (const [name, value] of securityHeaders({ https: false })) {
    if (name !== "content-security-policy") expect(response.headers.get(name)).toBe(value);
  }
  const body = await response.text();
  expect(response.headers.get("content-length")).toBe(String(Buffer.byteLength(body)));
  const [, style = ""] = /<style>(.*?)<\/style>/s.exec(body) ?? [];
  const hash = new Bun.CryptoHasher("sha256").update(style).digest("base64");
  expect(response.headers.get("content-security-policy")).toContain(`style-src 'sha256-${hash}'`);
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(body).toContain(`<p class="label">${status}</p>`);
}

test("the error pages are what their source prints: bun haproxy/print-error-pages.ts", async () => {
  for (const [name, text] of printErrorPages()) {
    expect(await Bun.file(`${import.meta.dir}/../../haproxy/errors/${name}`).text()).toBe(text);
  }
});

describeEdge("what the edge refuses", haproxy => {
  let edge: Edge;
  let instance: StandIn;

  beforeAll(async () => {
    instance = standIn();
    edge = await startEdge(haproxy, [instance.address], {
      env: { LIMIT_BODY: "1000", TIMEOUT_SLOW: "500ms", TIMEOUT_IDLE: "700ms" },
    });
  });
  afterAll(async () => {
    await edge?.[Symbol.asyncDispose]();
    instance?.stop();
  });

  test.each(["PUT", "DELETE", "PATCH", "TRACE", "BREW", "PROPFIND", "get"])(
    "method %s: 405",
    async method => {
      using wire = await openWire(edge.port);
      wire.send(`${method} / HTTP/1.1\r\nHost: a\r\n\r\n`);
      expect(await wire.responses(1)).toEqual([405]);
    },
  );

  test.each(["GET", "HEAD", "OPTIONS", "POST"])("method %s is passed on", async method => {
    expect((await fetch(`${edge.url}/method-${method}`, { method })).status).toBe(200);
    expect(instance.requests).toContain(`${method} /method-${method}`);
  });

  test("a tunnel: 405", async () => {
    using wire = await openWire(edge.port);
    wire.send("CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1:22\r\n\r\n");
    expect(await wire.responses(1)).toEqual([405]);
  });

  test.each([
    "/livez",
    "/readyz",
    "/metrics",
    "/metrics?x",
    "/metrics/",
    "/METRICS",
    "//metrics",
    "/%6detrics",
    "/%2Fmetrics",
    "/metrics;x",
    "/\\metrics",
  ])("what only the stack may ask: %s", async path => {
    using wire = await openWire(edge.port);
    wire.send(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
    expect(await wire.responses(1)).toEqual([404]);
    expect(instance.requests.join()).not.toContain("metrics");
  });

  test.each([
    "/a/../metrics",
    "/./metrics",
    "/a/%2e%2e/metrics",
    "/a/..%2fmetrics",
    "/a\\..\\metrics",
    "/..",
    "/a/.",
  ])("a path with steps in it: %s", async path => {
    using wire = await openWire(edge.port);
    wire.send(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
    expect(await wire.responses(1)).toEqual([400]);
  });

  test.each(["/.well-known/security.txt", "/a..b", "/a.", "/metrics.txt", "/livezone"])(
    "nothing that only looks like it: %s",
    async path => {
      expect((await fetch(edge.url + path)).status).toBe(200);
    },
  );

  test("a body that is too large: 413, without waiting for it", async () => {
    using wire = await openWire(edge.port);
    wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n");
    expect(await wire.responses(1)).toEqual([413]);
    const response = await fetch(edge.url, { method: "POST", body: "x".repeat(1000) });
    expect(response.status).toBe(200);
  });

  test("a header with an underscore, which reads like another: 403", async () => {
    const response = await fetch(edge.url, { headers: { X_Forwarded_For: "192.0.2.1" } });
    await expectErrorPage(response, 403);
  });

  test("with pages that are whole and dressed", async () => {
    await expectErrorPage(await fetch(`${edge.url}/livez`), 404);
    const refused = await fetch(edge.url, { method: "PUT" });
    expect(refused.headers.get("allow")).toBe("GET, HEAD, OPTIONS, POST");
    await expectErrorPage(refused, 405);
    await expectErrorPage(await fetch(edge.url, { method: "POST", body: "x".repeat(1001) }), 413);
  });

  test("without a body where HEAD asked", async () => {
    using wire = await openWire(edge.port);
    wire.send("HEAD /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    await wire.closed();
    const [head = "", body] = wire.text().split("\r\n\r\n");
    expect(head).toStartWith("HTTP/1.1 404 Not Found\r\n");
    expect(head).toMatch(/content-length: [1-9]/i);
    expect(body).toBe("");
  });

  test("slow headers and a slow body: 408, however busily they trickle", async () => {
    using headers = await openWire(edge.port);
    using body = await openWire(edge.port);
    headers.send("GET / HTTP/1.1\r\nHost: a\r\nX: ");
    body.send("POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n");
    for (let index = 0; index < 8; index++) {
      headers.send("x");
      body.send("x");
      await Bun.sleep(100);
    }
    expect(headers.statuses()).toEqual([408]);
    expect(body.statuses()).toEqual([408]);
    expect(await headers.closed()).toBe(true);
    expect(instance.requests).not.toContain("POST /slow");
  });

  test("a connection that says nothing, or nothing more: closed, without a word", async () => {
    using silent = await openWire(edge.port);
    using idle = await openWire(edge.port);
    idle.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    await idle.responses(1);
    expect(await silent.closed(2000)).toBe(true);
    expect(await idle.closed(2000)).toBe(true);
    expect(silent.text()).toBe("");
    expect(idle.statuses()).toEqual([200]);
  });

  test("to tell who an instance is", async () => {
    expect((await fetch(edge.url)).headers.has("server")).toBe(false);
  });
});

describeEdge("the edge, for hosts that an owner named", haproxy => {
  test("answers for them in any spelling, and 421 for any other", async () => {
    using instance = standIn();
    const env = { SITE_HOSTS: "example.com www.example.com" };
    await using edge = await startEdge(haproxy, [instance.address], { env });
    const ask = async (host: string) => (await fetch(edge.url, { headers: { host } })).status;
    expect(await ask("example.com")).toBe(200);
    expect(await ask("WWW.Example.com:8080")).toBe(200);
    expect(await ask("example.org")).toBe(421);
    expect(await ask("example.com.evil.example")).toBe(421);
    expect(instance.headers[0]?.get("host")).toBe("vitae");
  });
});

describeEdge("the edge before servers that misbehave", haproxy => {
  const cases: [string, Parameters<typeof rawStandIn>[0], number][] = [
    ["speaks no HTTP", socket => void socket.end("220 smtp.example ESMTP\r\n"), 502],
    [
      "sends two lengths",
      socket => void socket.end("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
      502,
    ],
    [
      "sends a header without a name",
      socket => void socket.end("HTTP/1.1 200 OK\r\n: b\r\nContent-Length: 0\r\n\r\n"),
      502,
    ],
    ["closes without a word", socket => void socket.destroy(), 502],
    ["says nothing", () => {}, 504],
  ];

  test.each(cases)(
    "gives a page where the instance %s",
    async (_, misbehave, status) => {
      using instance = await rawStandIn(misbehave);
      await using edge = await startEdge(haproxy, [instance.address]);
      await expectErrorPage(await fetch(edge.url), status);
    },
    10_000,
  );

  test("never passes half an answer on as a whole one", async () => {
    using instance = await rawStandIn(socket => {
      socket.end("HTTP/1.1 200 OK\r\nContent-Length: 100\r\nCache-Control: public, s-maxage=60\r\n\r\nhalf");
    });
    await using edge = await startEdge(haproxy, [instance.address]);
    for (const _ of [1, 2]) {
      const body = await fetch(edge.url)
        .then(response => response.text())
        .catch(() => "broken off");
      expect(body).toBe("broken off");
    }
    expect(instance.requests.length).toBeGreaterThan(1);
  });

  test("gives 503 with Retry-After when no instance is there", async () => {
    await using edge = await startEdge(haproxy, ["127.0.0.1:1"]);
    const response = await fetch(edge.url);
    expect(response.headers.get("retry-after")).toBe("5");
    await expectErrorPage(response, 503);
  });

  test("queues what is too much for the instances for a moment, then gives 503 with Retry-After", async () => {
    using instance = standIn(async () => {
      await Bun.sleep(600);
      return new Response("slow", { headers: { "cache-control": "no-store" } });
    });
    const env = { INSTANCE_MAXCONN: "2", TIMEOUT_QUEUE: "300ms" };
    await using edge = await startEdge(haproxy, [instance.address], { env });
    const responses = await Promise.all(Array.from({ length: 6 }, () => fetch(edge.url)));
    const statuses = responses.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 200, 503, 503, 503, 503]);
    expect(responses.find(({ status }) => status === 503)?.headers.get("retry-after")).toBe("5");
    expect(instance.requests).toHaveLength(2);
  });

  test("never asks twice for a POST that an instance may have taken", async () => {
    using one = await rawStandIn(socket => void socket.destroy());
    using two = await rawStandIn(socket => void socket.destroy());
    await using edge = await startEdge(haproxy, [one.address, two.address]);
    expect((await fetch(edge.url, { method: "POST", body: "x" })).status).toBe(502);
    expect([...one.requests, ...two.requests]).toEqual(["POST /"]);
  });

  const bad: [string, Parameters<typeof rawStandIn>[0]][] = [
    ["closes without a word", socket => void socket.destroy()],
    ["keeps silent", () => {}],
  ];
  test.each(bad)("asks another instance where one %s", async (_, misbehave) => {
    using one = await rawStandIn(misbehave);
    using good = standIn();
    await using edge = await startEdge(haproxy, [one.address, good.address]);
    const visits = Array.from(
      { length: 8 },
      async (_, index) => (await fetch(`${edge.url}/retry-${index}`)).status,
    );
    expect(new Set(await Promise.all(visits))).toEqual(new Set([200]));
    expect(one.requests.length).toBeGreaterThan(0);
  });

  test("keeps its instances when an address of theirs answers 500", async () => {
    using instance = standIn(() => new Response("broken", { status: 500 }));
    await using edge = await startEdge(haproxy, [instance.address]);
    for (let index = 0; index < 50; index++) expect((await fetch(edge.url)).status).toBe(500);
    expect(await edge.runtime("show stat")).toMatch(/^app,app1,.*,UP,/m);
  });
});

describeEdge("the edge before a real instance", haproxy => {
  test("keeps inside what is the stack's own, however it is written", async () => {
    await using program = await startProgram();
    await using edge = await startEdge(haproxy, [new URL(program.url).host]);
    const spellings = [
      "/metrics",
      "/%6Detrics",
      "/metrics/",
      "//metrics",
      "/x/../metrics",
      "/metrics#x",
      "/%5cmetrics",
    ];
    for (const path of spellings) {
      using wire = await openWire(edge.port);
      wire.send(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
      await wire.closed();
      expect(wire.statuses()[0]).toBeGreaterThanOrEqual(400);
      expect(wire.text()).not.toContain("http_requests_total");
    }
  });

  test("serves its page, with each security header once", async () => {
    await using program = await startProgram();
    await using edge = await startEdge(haproxy, [new URL(program.url).host]);
    for (const cache of ["MISS", "HIT"]) {
      using wire = await openWire(edge.port);
      wire.send("GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: br\r\nConnection: close\r\n\r\n");
      await wire.closed();
      const [head = ""] = wire.text().split("\r\n\r\n");
      const names = head
        .split("\r\n")
        .slice(1)
        .map(line => line.slice(0, line.indexOf(":")).toLowerCase());
      expect(names).toEqual([...new Set(names)]);
      for (const [name] of securityHeaders({ https: false })) expect(names).toContain(name);
      expect(names).not.toContain("server");
      expect(head).toContain("content-encoding: br");
      expect(head).toContain(`x-cache: ${cache}`);
    }
  });
});
