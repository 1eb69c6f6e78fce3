import { describe, expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { measureYardstick } from "../../../bench/yardstick/measure-yardstick.ts";
import { startServer } from "../../../bench/yardstick/servers.ts";
import { type YardstickPlan, yardsticks } from "../../../bench/yardstick/yardsticks.ts";
import { fixture } from "../../support/fixture.ts";
import { describeWith } from "../../support/needs.ts";

const page = "<!doctype html><p>".padEnd(8000, "a page ");
const csp = "default-src 'none'; style-src 'sha256-abc='";

/** A page as the edge serves it: `url` is all that a yardstick wants of a stack. */
function site(delayMs = 0) {
  return Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    async fetch({ headers }) {
      if (delayMs > 0) await Bun.sleep(delayMs);
      const common = { "content-type": "text/html", "content-security-policy": csp, "x-cache": "HIT" };
      return headers.get("accept-encoding") === "gzip"
        ? new Response(Bun.gzipSync(page), { headers: { ...common, "content-encoding": "gzip" } })
        : new Response(page, { headers: common });
    },
  });
}

const plan: YardstickPlan = {
  name: "test",
  title: "Test",
  ours: "edge",
  theirs: "nginx bare",
  connections: 4,
  leastRatio: 0.85,
};

const stackOf = ({ port }: { port?: number | undefined }) => ({ url: `http://localhost:${port}` });
const leftovers = () => readdirSync(tmpdir()).filter(name => name.startsWith("vitae-yardstick-"));

async function measure(delayMs: number, signal = new AbortController().signal) {
  await using server = site(delayMs);
  const lines: string[] = [];
  const report = (line: string) => void lines.push(line);
  const result = await measureYardstick(plan, {
    stack: stackOf(server),
    durationS: 1,
    rounds: 2,
    report,
    signal,
  });
  return { result, lines };
}

test("each yardstick has a name of its own", () => {
  expect(new Set(yardsticks.map(({ name }) => name)).size).toBe(yardsticks.length);
});

describeWith("wrk", "a yardstick", () => {
  describeWith("nginx", "with nginx", () => {
    test("finds a site that is slower than nginx, without a failure on either side", async () => {
      const before = leftovers();
      const { result, lines } = await measure(20);
      expect(result).toMatchObject({ name: "test", ours: "edge", theirs: "nginx bare", connections: 4 });
      expect(result?.rounds).toHaveLength(2);
      expect(result?.ratio.highest).toBeLessThan(0.5);
      expect(result?.verdicts.map(({ what, ok }) => [what, ok])).toEqual([
        ["requests/s", false],
        ["failed", true],
      ]);
      expect(lines).toHaveLength(2);
      expect(leftovers()).toEqual(before);
    }, 30_000);

    test("ends in the middle when it is told to, and leaves nothing behind", async () => {
      const before = leftovers();
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 1200);
      const start = performance.now();
      await expect(measure(20, stop.signal)).rejects.toThrow("aborted");
      expect(performance.now() - start).toBeLessThan(3000);
      expect(leftovers()).toEqual(before);
    }, 30_000);
  });
});

describeWith("nginx", "nginx doing the same job", () => {
  test("serves the site's bytes with its headers, and limits one client but no other", async () => {
    await using server = site();
    using folder = fixture({});
    const { url, part } = await startServer("nginx same job", {
      stack: stackOf(server),
      directory: folder.path,
      report: () => {},
    });
    try {
      const visit = (address: string, encoding = "gzip") =>
        fetch(url, { headers: { "x-forwarded-for": address, "accept-encoding": encoding } });
      for (const encoding of ["gzip", "identity"]) {
        const response = await visit("10.0.0.1", encoding);
        expect(response.headers.get("content-security-policy")).toBe(csp);
        expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f]{32}$/);
        expect(response.headers.has("x-cache")).toBe(false);
        expect(await response.text()).toBe(page);
      }
      const statuses = new Set<number>();
      for (let group = 0; group < 80; group++) {
        const flood = Array.from({ length: 50 }, () => visit("10.0.0.2"));
        for (const { status } of await Promise.all(flood)) statuses.add(status);
      }
      expect(statuses).toEqual(new Set([200, 429]));
      expect((await visit("10.0.0.1")).status).toBe(200);
    } finally {
      await part?.stop();
    }
  }, 30_000);
});

describe("one instance", () => {
  test("and a bare Bun.serve serve the same bytes as the edge", async () => {
    await using server = site();
    using folder = fixture({});
    const { url, part } = await startServer("Bun.serve", {
      stack: stackOf(server),
      directory: folder.path,
      report: () => {},
    });
    try {
      const response = await fetch(url, { headers: { "accept-encoding": "gzip" } });
      expect(response.headers.get("content-encoding")).toBe("gzip");
      expect(await response.text()).toBe(page);
    } finally {
      await part?.stop();
    }
  });
});
