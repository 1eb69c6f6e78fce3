import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { type Started, startProgram } from "./support/process.ts";
import { exchange, type RawRequest, type RawResponse } from "./support/raw-http.ts";

let program: Started;
let port: number;
beforeAll(async () => {
  program = await startProgram();
  port = Number(new URL(program.url).port);
});
afterAll(() => program[Symbol.asyncDispose]());

async function ask(request: RawRequest): Promise<RawResponse> {
  const [response] = await exchange(port, [request]);
  if (!response) throw new Error("No response");
  return response;
}

const paths = ["/", "/resume.json", "/resume.txt"];
const encodings = ["br", "gzip", "identity"] as const;
const decode = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  identity: (bytes: Buffer) => bytes,
};

describe.each(paths)("conditional requests for %s over a socket", path => {
  describe.each(encodings)("in %s", encoding => {
    const headers = { "accept-encoding": encoding };
    let fresh: RawResponse;
    let etag: string;
    let other: string;
    beforeAll(async () => {
      fresh = await ask({ path, headers });
      etag = fresh.headers.get("etag") ?? "";
      const second = await ask({ path, headers: { "accept-encoding": encoding === "gzip" ? "br" : "gzip" } });
      other = second.headers.get("etag") ?? "";
    });

    test("the whole answer decodes, and its tag is strong and its own", () => {
      expect(fresh.status).toBe(200);
      expect(decode[encoding](fresh.body).length).toBeGreaterThan(500);
      expect(etag).toMatch(/^"[\w-]{22}"$/);
      expect(etag).not.toBe(other);
    });

    const cases: [string, (own: string, other: string) => string, number][] = [
      ["its tag", own => own, 304],
      ["its tag, weak", own => `W/${own}`, 304],
      ["its tag in a list", (own, other) => `"a", ${other},${own} , "b"`, 304],
      ["a weak list with it", own => `W/"a", W/${own}`, 304],
      ["any", () => "*", 304],
      ["the tag of another encoding", (_, other) => other, 200],
      ["an unknown tag", () => '"unknown"', 200],
      ["its tag without quotes", own => own.slice(1, -1), 200],
      ["nonsense", () => ',,;"', 200],
    ];

    test.each(cases)("If-None-Match with %s: GET and HEAD answer alike", async (_, header, status) => {
      const conditional = { ...headers, "if-none-match": header(etag, other) };
      const [get, head] = await exchange(port, [
        { path, headers: conditional },
        { path, headers: conditional, method: "HEAD" },
      ]);
      expect([get?.status, head?.status]).toEqual([status, status]);
      expect(withoutDate(head)).toEqual(withoutDate(get));
      for (const name of ["etag", "vary", "cache-control", "content-security-policy"]) {
        expect(get?.headers.get(name)).toBe(fresh.headers.get(name) ?? "");
      }
      expect(get?.body.length).toBe(status === 304 ? 0 : fresh.body.length);
    });
  });

  test("conditions that the answer does not know are no reason for a 304", async () => {
    const headers = { "if-modified-since": "Tue, 01 Jan 2999 00:00:00 GMT", range: "bytes=0-1" };
    expect((await ask({ path, headers })).status).toBe(200);
  });
});

test("answers of every kind keep one connection readable", async () => {
  const { headers } = await ask({});
  const requests: RawRequest[] = [
    { method: "HEAD" },
    { headers: { "if-none-match": headers.get("etag") ?? "" } },
    { path: "/nothing", headers: { accept: "text/html" } },
    { method: "HEAD", path: "/nothing" },
    { method: "OPTIONS" },
    { method: "POST", headers: { "content-length": "0" } },
    { path: "/health" },
    { method: "HEAD", path: "/health" },
    { path: "/metrics" },
    { method: "HEAD", path: "/metrics" },
    { headers: { "accept-encoding": "identity;q=0" } },
    { path: "/?a=/b" },
  ];
  const statuses = (await exchange(port, requests)).map(({ status }) => status);
  expect(statuses).toEqual([200, 304, 404, 404, 204, 405, 200, 200, 200, 200, 406, 200]);
});

test("no response names the server or its version", async () => {
  for (const path of ["/", "/nothing", "/health"]) {
    const { headers } = await ask({ path });
    expect(headers.has("server")).toBe(false);
    expect(headers.has("x-powered-by")).toBe(false);
  }
});

function withoutDate(response: RawResponse | undefined): Record<string, string> {
  const { date: _, ...headers } = Object.fromEntries(response?.headers ?? []);
  return headers;
}
