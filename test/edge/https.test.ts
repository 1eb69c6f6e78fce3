import { afterAll, beforeAll, expect, test } from "bun:test";
import { connect as connectHttp2, constants } from "node:http2";
import { join } from "node:path";
import { connect as connectTls, type SecureVersion } from "node:tls";
import { findPart } from "../../tools/debian.ts";
import { type Fixture, fixture } from "../support/fixture.ts";
import { describeWith } from "../support/needs.ts";
import { root } from "../support/process.ts";
import { type Edge, newerHaproxy, startEdge, until } from "./edge.ts";
import { type StandIn, standIn } from "./stand-in.ts";
import { openWire } from "./wire.ts";

const programs = [findPart("haproxy"), newerHaproxy].filter(program => program !== undefined);

describeWith("haproxy", "https at the edge", () => {
  describeWith("openssl", "with a certificate", () => {
    for (const haproxy of programs.length > 0 ? programs : [""]) describeHttps(haproxy);
  });
});

function describeHttps(haproxy: string): void {
  const isNewer = haproxy === newerHaproxy;
  const named = (name: string) => (isNewer ? `${name}, newer HAProxy` : name);
  let edge: Edge;
  let instance: StandIn;
  let directory: Fixture;

  beforeAll(async () => {
    instance = standIn();
    directory = fixture({});
    const certificate = join(directory.path, "site.pem");
    const made = Bun.spawnSync([join(root, "haproxy/make-certificate"), certificate]);
    expect(made.stdout.toString()).toBe(`${certificate}\n`);
    const env = { CERTIFICATE: certificate, HTTPS_PUBLIC_PORT: "443" };
    edge = await startEdge(haproxy, [instance.address], { env });
  });
  afterAll(async () => {
    await edge?.[Symbol.asyncDispose]();
    instance?.stop();
    directory?.[Symbol.dispose]();
  });

  const visit = (path: string, init: RequestInit = {}) =>
    fetch(`https://127.0.0.1:${edge.httpsPort}${path}`, { ...init, tls: { rejectUnauthorized: false } });

  test(named("redirects http there, path and query kept, with the same method"), async () => {
    const response = await fetch(`${edge.url}/a/b?c=d`, {
      redirect: "manual",
      headers: { host: "example.com:8080" },
    });
    expect(response.status).toBe(308);
    expect(response.headers.get("location")).toBe("https://example.com:443/a/b?c=d");
    expect(response.headers.get("content-security-policy")).toStartWith("default-src 'none'");
    // RFC 6797, 7.2: never over http.
    expect(response.headers.has("strict-transport-security")).toBe(false);
    expect(instance.requests).toEqual([]);
  });

  test(named("redirects nowhere for a host that is none"), async () => {
    using wire = await openWire(edge.port);
    wire.send("GET / HTTP/1.1\r\nHost: evil.example/path\r\n\r\n");
    expect(await wire.responses(1)).toEqual([400]);
  });

  test(named("says HSTS on every response, its own errors too"), async () => {
    for (const [path, status] of [
      ["/", 200],
      ["/", 200],
      ["/livez", 404],
    ] as const) {
      const response = await visit(path);
      expect(response.status).toBe(status);
      expect(response.headers.get("strict-transport-security")).toBe("max-age=63072000");
    }
    expect(instance.headers[0]?.get("x-forwarded-proto")).toBe("https");
  });

  test(named("shares its cache between http/1.1 and HTTP/2"), async () => {
    await visit("/shared", { headers: { "accept-encoding": "br" } });
    const { status, cache } = await visitHttp2(edge.httpsPort, "/shared");
    expect(status).toBe(200);
    expect(cache).toBe("HIT");
  });

  test(named("passes a query on below /api/ over HTTP/2 too, and nowhere else"), async () => {
    instance.requests.length = 0;
    for (const path of ["/api/v1/editions?limit=1", "/resume.txt?limit=1"])
      await visitHttp2(edge.httpsPort, path);
    expect(instance.requests).toEqual(["GET /api/v1/editions?limit=1", "GET /resume.txt"]);
  });

  test(named("keeps a share link's text out of the log, of the redirect too"), async () => {
    const path = "/s/Zx9-_secretSECRET/";
    await fetch(edge.url + path, { redirect: "manual" });
    await visit(path);
    await visitHttp2(edge.httpsPort, path);
    await until(() => edge.log().filter(line => line.path === "/s/-").length === 3);
    expect(JSON.stringify(edge.log())).not.toContain("Zx9");
  });

  test(named("offers HTTP/3 where this HAProxy has it"), async () => {
    const offer = (await visit("/")).headers.get("alt-svc");
    expect(offer).toBe(isNewer ? 'h3=":443"; ma=86400' : null);
  });

  test.each<[SecureVersion, string | undefined]>([
    ["TLSv1.3", "TLSv1.3"],
    ["TLSv1.2", "TLSv1.2"],
    ["TLSv1.1", undefined],
  ])(named("with %s comes to %s"), async (version, expected) => {
    expect(await handshake(edge.httpsPort, version)).toBe(expected);
  });
}

function visitHttp2(port: number, path: string): Promise<{ status: unknown; cache: unknown }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: unknown; cache: unknown }>();
  const session = connectHttp2(`https://127.0.0.1:${port}`, { rejectUnauthorized: false });
  session.on("error", reject);
  const request = session.request({ [constants.HTTP2_HEADER_PATH]: path, "accept-encoding": "br" });
  request.on("response", headers => {
    resolve({ status: headers[":status"], cache: headers["x-cache"] });
    session.close();
  });
  request.end();
  return promise;
}

/** The version that both agree on when the client knows no other than this one. */
function handshake(port: number, version: SecureVersion): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const options = {
    port,
    host: "127.0.0.1",
    rejectUnauthorized: false,
    minVersion: version,
    maxVersion: version,
  };
  const socket = connectTls(options, () => {
    resolve(socket.getProtocol() ?? undefined);
    socket.destroy();
  });
  socket.on("error", () => resolve(undefined));
  return promise;
}
