import { expect, test } from "bun:test";
import { takeSample } from "../../../bench/yardstick/sample.ts";
import { turn } from "../../../bench/yardstick/wrk.ts";
import { fixture } from "../../support/fixture.ts";
import { describeWith, programOf } from "../../support/needs.ts";

const page = Bun.gzipSync("a page ".repeat(1000));
const gzip = { headers: { "content-encoding": "gzip" } };

/** What wrk says of a server that answers the first request, which is the sample, well, and the others with `answer`. */
async function measure(answer: (count: number, request: Request) => Response | Promise<Response>) {
  using folder = fixture({ log: "" });
  let count = 0;
  const fetch = (request: Request) => {
    count++;
    return count === 1 ? new Response(page, gzip) : answer(count, request);
  };
  await using server = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch });
  const url = `http://127.0.0.1:${server.port}/`;
  const { bytes } = await takeSample(url, "gzip");
  return await turn({
    program: programOf("wrk"),
    url,
    connections: 4,
    durationS: 1,
    expectedBytes: bytes,
    log: folder.file("log"),
    signal: new AbortController().signal,
  });
}

describeWith("wrk", "a turn of wrk", () => {
  test("counts right answers as such, each asked for by another visitor", async () => {
    const visitors = new Set<string | null>();
    const figure = await measure((_, { headers }) => {
      visitors.add(headers.get("x-forwarded-for"));
      return new Response(page, gzip);
    });
    expect(figure.failed).toBe(0);
    expect(figure.requestsPerSecond).toBeGreaterThan(100);
    expect(figure.p50Ms).toBeGreaterThan(0);
    expect(figure.maxMs).toBeGreaterThanOrEqual(figure.p99Ms);
    expect(visitors.size).toBeGreaterThan(Math.min(figure.requestsPerSecond / 2, 5000));
  });

  test("counts each refusal", async () => {
    const figure = await measure(count => new Response(page, { ...gzip, status: count % 500 ? 200 : 503 }));
    expect(figure.failed).toBeGreaterThan(0);
    expect(figure.failed).toBeLessThan(figure.requestsPerSecond / 100);
  });

  test("lets no server pass that serves another body, however well", async () => {
    const figure = await measure(() => new Response(page.subarray(100), gzip));
    expect(figure.failed).toBeGreaterThan(figure.requestsPerSecond / 2);
  });

  test("counts connections that end before the answer", async () => {
    using folder = fixture({ log: "" });
    using server = Bun.listen({
      hostname: "127.0.0.1",
      port: 0,
      socket: { data: socket => void socket.end("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf") },
    });
    const { failed } = await turn({
      program: programOf("wrk"),
      url: `http://127.0.0.1:${server.port}/`,
      connections: 4,
      durationS: 1,
      expectedBytes: 10,
      log: folder.file("log"),
      signal: new AbortController().signal,
    });
    expect(failed).toBeGreaterThan(0);
  });

  test("counts a stall as what it took", async () => {
    const figure = await measure(async count => {
      if (count === 100) await Bun.sleep(600);
      return new Response(page, gzip);
    });
    expect(figure.maxMs).toBeGreaterThan(590);
    expect(figure.failed).toBe(0);
  });
});
