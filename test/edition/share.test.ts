import { afterAll, beforeAll, expect, test } from "bun:test";
import { connect, createServer } from "node:net";
import { Redis } from "ioredis";
import { connectRedis } from "../../src/edition/redis.ts";
import { serialize } from "../../src/edition/serialize.ts";
import { type Share, shareOver } from "../../src/edition/share.ts";
import { createLog } from "../../src/telemetry/log.ts";
import { createMetrics, type Metrics } from "../../src/telemetry/metrics.ts";
import { printTestEdition, sample } from "../support/app.ts";
import { fixture } from "../support/fixture.ts";
import { describeWith, programOf } from "../support/needs.ts";
import { freePort } from "../support/process.ts";
import { waitFor } from "../support/wait.ts";

const password = "only for this test";

describeWith("redis-server", "sharing over a real Redis", () => {
  let redis: { url: string; process: Bun.Subprocess; [Symbol.dispose](): void };
  let admin: Redis;
  beforeAll(async () => {
    redis = await startRedis(freePort());
    admin = new Redis(redis.url);
    // It asks before the server listens.
    admin.on("error", () => {});
    await waitFor(async () => (await admin.ping()) === "PONG");
  });
  afterAll(() => {
    admin.disconnect();
    redis[Symbol.dispose]();
  });

  test("what one instance stores, another fetches, byte for byte, and the key expires", async () => {
    const edition = await printTestEdition(sample);
    using one = instance(redis.url);
    using two = instance(redis.url);
    await one.share.store(edition);
    expect(await two.share.fetch(edition.id)).toEqual(edition);
    expect(await admin.ttl(`vitae:edition:${edition.id}`)).toBeWithin(6 * 86_400, 7 * 86_400 + 1);
    expect(await two.share.fetch("0000000000000000")).toBeUndefined();
  });

  test.each([
    ["truncated", (bytes: Buffer) => bytes.subarray(0, bytes.length - 1)],
    [
      "changed",
      (bytes: Buffer) =>
        Buffer.concat([bytes.subarray(0, 5000), Buffer.from("<script>"), bytes.subarray(5008)]),
    ],
    [
      "of another edition",
      (bytes: Buffer) => Buffer.from(bytes.toString("latin1").replace("Ada", "Eve"), "latin1"),
    ],
    ["empty", () => Buffer.alloc(0)],
  ])("a value that is %s is noticed and thrown away", async (_, poison) => {
    const edition = await printTestEdition(sample);
    const key = `vitae:edition:${edition.id}`;
    using one = instance(redis.url);
    await admin.set(key, poison(serialize(edition)));
    expect(await one.share.fetch(edition.id)).toBeUndefined();
    expect(await admin.exists(key)).toBe(0);
    await one.share.store(edition);
    expect(await one.share.fetch(edition.id)).toEqual(edition);
  });

  test("an announcement reaches whoever listens, also one who began long after connecting", async () => {
    using sender = instance(redis.url);
    using early = instance(redis.url);
    using late = instance(redis.url);
    const heard: string[] = [];
    early.share.onAnnounced(id => heard.push(`early ${id}`));
    await waitFor(async () => late.share.state === "up");
    await Bun.sleep(100);
    late.share.onAnnounced(id => heard.push(`late ${id}`));
    await waitFor(async () => (await admin.pubsub("NUMSUB", "vitae:editions"))[1] === 2);
    await sender.share.announce("0123456789abcdef");
    await waitFor(async () => heard.length === 2);
    expect(heard.sort()).toEqual(["early 0123456789abcdef", "late 0123456789abcdef"]);
  });

  test("of many who claim an edition at once, one may print it, until the claim expires", async () => {
    using one = instance(redis.url);
    using two = instance(redis.url);
    const claims = await Promise.all(
      [one, two, one, two].map(({ share }) => share.claim("00000000000000aa")),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await admin.pttl("vitae:printing:00000000000000aa")).toBeWithin(1, 2001);
  });

  test("a connection that is dead but open is replaced", async () => {
    const proxy = freezableProxy(new URL(redis.url));
    using one = instance(proxy.url);
    await waitFor(async () => one.share.state === "up");
    proxy.freeze();
    await waitFor(async () => one.share.state === "down", 20_000);
    await waitFor(async () => one.share.state === "up", 20_000);
    proxy.stop();
  }, 45_000);

  test("a full Redis refuses to store: counted, and nothing else happens", async () => {
    const edition = await printTestEdition(sample);
    using one = instance(redis.url);
    await admin.config("SET", "maxmemory", "1");
    await one.share.store(edition);
    await admin.config("SET", "maxmemory", "0");
    expect(one.share.state).toBe("up");
    expect(await errorsOf(one.metrics, "store")).toBe(1);
  });

  test("a wrong password is down, said once and without the password", async () => {
    using one = instance(redis.url.replace(encodeURIComponent(password), "wrong-guess"));
    expect(await one.share.fetch("0000000000000000")).toBeUndefined();
    await waitFor(async () => one.lines.length > 0);
    expect(one.share.state).toBe("down");
    await Bun.sleep(500);
    expect(one.lines.length).toBe(1);
    expect(one.lines[0]).toContain("WRONGPASS");
    expect(one.lines[0]).not.toMatch(/wrong-guess|only for this test/);
  });

  test("a Redis that hangs costs half a second at most, is told once, and is used again when it answers", async () => {
    using own = await startRedis(freePort());
    using one = instance(own.url);
    await waitFor(async () => one.share.state === "up");
    own.process.kill("SIGSTOP");
    const start = performance.now();
    expect(await one.share.fetch("0000000000000000")).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(2000);
    await waitFor(async () => one.share.state === "down");
    own.process.kill("SIGCONT");
    await waitFor(async () => one.share.state === "up");
    expect(one.lines.map(line => JSON.parse(line).state)).toEqual(["up", "down", "up"]);
  });

  test("a Redis that stops and comes back is used again, announcements included", async () => {
    const edition = await printTestEdition(sample);
    const port = freePort();
    let own = await startRedis(port);
    using one = instance(own.url);
    using two = instance(own.url);
    const moved: string[] = [];
    two.share.onAnnounced(id => moved.push(id));
    await waitFor(async () => one.share.state === "up" && two.share.state === "up");
    own.process.kill("SIGKILL");
    await own.process.exited;
    await waitFor(async () => one.share.state === "down");
    expect(await one.share.fetch(edition.id)).toBeUndefined();
    own[Symbol.dispose]();
    own = await startRedis(port);
    await waitFor(async () => one.share.state === "up" && two.share.state === "up");
    await one.share.store(edition);
    await waitFor(async () => {
      await one.share.announce(edition.id);
      return moved.includes(edition.id);
    });
    own[Symbol.dispose]();
    expect(one.lines.map(line => JSON.parse(line).state)).toEqual(["up", "down", "up"]);
  });
});

test("a Redis that takes connections and never answers does not hold up a start", async () => {
  using listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  using one = instance(`redis://127.0.0.1:${listener.port}`);
  const start = performance.now();
  expect(await one.share.fetch("0000000000000000")).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(2000);
  expect(one.share.state).toBe("down");
});

/** What one instance has of Redis. */
function instance(url: string): Instance {
  const lines: string[] = [];
  const metrics = createMetrics();
  const log = createLog({ write: line => lines.push(line), pretty: false });
  const share = shareOver(connectRedis(url, { log, metrics }));
  return { share, metrics, lines, [Symbol.dispose]: () => share.close() };
}

interface Instance extends Disposable {
  share: Share;
  metrics: Metrics;
  lines: string[];
}

/** Starts a Redis of its own and waits until it takes connections: an instance that comes earlier would first say `down`. */
async function startRedis(port: number) {
  const folder = fixture({
    "redis.conf": `port ${port}\nbind 127.0.0.1\nsave ""\nrequirepass "${password}"\n`,
  });
  const server = Bun.spawn([programOf("redis-server"), folder.file("redis.conf")], {
    cwd: folder.path,
    stdio: ["ignore", "ignore", "ignore"],
  });
  await waitFor(async () => {
    const socket = await Bun.connect({ hostname: "127.0.0.1", port, socket: { data() {} } });
    socket.end();
    return true;
  });
  return {
    url: `redis://:${encodeURIComponent(password)}@127.0.0.1:${port}`,
    process: server,
    [Symbol.dispose]() {
      server.kill("SIGKILL");
      folder[Symbol.dispose]();
    },
  };
}

/** Passes bytes on to Redis; once frozen, what is open stays open and says nothing any more, and new connections work. */
function freezableProxy(target: URL): { url: string; freeze(): void; stop(): void } {
  const open = new Set<{ frozen: boolean }>();
  const server = createServer(client => {
    const state = { frozen: false };
    open.add(state);
    const redis = connect(Number(target.port), target.hostname);
    client.on("data", data => state.frozen || redis.write(data));
    redis.on("data", data => state.frozen || client.write(data));
    client.on("error", () => redis.destroy()).on("close", () => redis.destroy());
    redis.on("error", () => client.destroy()).on("close", () => client.destroy());
  });
  const port = freePort();
  server.listen(port, "127.0.0.1");
  const url = new URL(target);
  url.port = String(port);
  return {
    url: url.href,
    freeze() {
      for (const state of open) state.frozen = true;
    },
    stop: () => void server.close(),
  };
}

async function errorsOf({ redisErrors }: Metrics, operation: string): Promise<number> {
  const { values } = await redisErrors.get();
  return values.find(({ labels }) => labels.operation === operation)?.value ?? 0;
}
