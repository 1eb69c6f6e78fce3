import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import { describeEdge, type Edge, startEdge } from "./edge.ts";
import { type StandIn, standIn } from "./stand-in.ts";
import { openWire } from "./wire.ts";

const hidden = "GET /smuggled HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n";
const post = (headers: string, body = "") => `POST /first HTTP/1.1\r\nHost: a\r\n${headers}\r\n\r\n${body}`;
const get = (headers: string) => `GET /first HTTP/1.1\r\nHost: a\r\n${headers}\r\n\r\n${hidden}`;
const length = `Content-Length: ${hidden.length}`;
const chunked = "Transfer-Encoding: chunked";

/** Where the two ends of a connection could disagree on where a request ends: the payload, by what is wrong with it. */
const refused: Record<string, string> = {
  "CL + TE": post(`Content-Length: ${hidden.length + 5}\r\n${chunked}`, `0\r\n\r\n${hidden}`),
  "TE + CL": post(
    `${chunked}\r\nContent-Length: 4`,
    `${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`,
  ),
  "TE alone": post(chunked, `0\r\n\r\n${hidden}`),
  "TE in HTTP/1.0": `POST /first HTTP/1.0\r\nHost: a\r\n${chunked}\r\n\r\n0\r\n\r\n${hidden}`,
  "TE twice": post(`${chunked}\r\nTransfer-Encoding: identity\r\n${length}`, hidden),
  "TE of another name": post(`Transfer-Encoding: xchunked\r\n${length}`, hidden),
  "TE in quotes": post(`Transfer-Encoding: "chunked"\r\n${length}`, hidden),
  "TE with a vertical tab": post(`Transfer-Encoding:\x0bchunked\r\n${length}`, hidden),
  "TE with a space before the colon": post(`Transfer-Encoding : chunked\r\n${length}`, hidden),
  "TE with a tab before the colon": post(`Transfer-Encoding\t: chunked\r\n${length}`, hidden),
  "TE after a folded line": post(`X: x\r\nTransfer-Encoding:\r\n chunked\r\n${length}`, hidden),
  "TE after a bare LF": post(`X: x\nTransfer-Encoding: chunked\r\n${length}`, `0\r\n\r\n${hidden}`),
  "TE after a bare CR": post(`X: x\rTransfer-Encoding: chunked\r\n${length}`, hidden),
  "TE with a NUL in its name": post(`Transfer\0-Encoding: chunked\r\n${length}`, hidden),
  "chunks with an extension in bare LF": post(chunked, `0;x\n\r\n${hidden}`),
  "two lengths": post(`Content-Length: 0\r\n${length}`, hidden),
  "two lengths in one line": post(`Content-Length: 0, ${hidden.length}`, hidden),
  "a length below zero": post("Content-Length: -1", hidden),
  "a length with a sign": post(`Content-Length: +${hidden.length}`, hidden),
  "a length in hexadecimal": post(`Content-Length: 0x${hidden.length.toString(16)}`, hidden),
  "a length beyond all numbers": post("Content-Length: 99999999999999999999999", hidden),
  "an empty length": post("Content-Length: ", hidden),
  "a length with a space in its name": post(`Content Length: ${hidden.length}`, hidden),
  "two hosts": get("Host: b"),
  "another host in the address": `GET http://b/first HTTP/1.1\r\nHost: a\r\n\r\n${hidden}`,
  "no host": `GET /first HTTP/1.1\r\n\r\n${hidden}`,
  "a header without a colon": get("nonsense"),
  "a header without a name": get(": nonsense"),
  "a bare CR in a header": get("X: a\rb"),
  "a space in the address": `GET /a b HTTP/1.1\r\nHost: a\r\n\r\n${hidden}`,
  "a control character in the address": `GET /a\x01b HTTP/1.1\r\nHost: a\r\n\r\n${hidden}`,
  "no version": `GET /first\r\n\r\n${hidden}`,
  "another protocol": `GET /first FTP/1.1\r\nHost: a\r\n\r\n${hidden}`,
};

/** What RFC 9112 lets a recipient mend or read in one way only: answered, but never as two requests. */
const tolerated: Record<string, string> = {
  "a length twice the same": post(`${length}\r\n${length}`, hidden),
  "a body in a GET": `GET /first HTTP/1.1\r\nHost: a\r\n${length}\r\n\r\n${hidden}`,
  "a body in a HEAD": `HEAD /first HTTP/1.1\r\nHost: a\r\n${length}\r\n\r\n${hidden}`,
  "a folded header": post(`X: a\r\n b\r\n${length}`, hidden),
  "a folded length": post(`X: a\r\nContent-Length:\r\n ${hidden.length}`, hidden),
  "bare LF for line ends": `POST /first HTTP/1.1\nHost: a\n${length}\n\n${hidden}`,
  "an upgrade to h2c": post(
    `Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n${length}`,
    hidden,
  ),
  "an upgrade to a WebSocket": `GET /first HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n${length}\r\n\r\n${hidden}`,
  "Expect: 100-continue": post(`Expect: 100-continue\r\n${length}`, hidden),
  "Connection naming a length": post(`Connection: close, Content-Length\r\n${length}`, hidden),
};

describeEdge("the edge and requests that could hide another", haproxy => {
  let edge: Edge;
  let instance: StandIn;

  beforeAll(async () => {
    instance = standIn(async (request, path) => {
      await request.text();
      return new Response(`answer to ${path}`, { headers: { "cache-control": "no-store" } });
    });
    // Nothing here may meet a limit.
    edge = await startEdge(haproxy, [instance.address], { env: { LIMIT_ERRORS: "10000" } });
  });
  afterAll(async () => {
    await edge?.[Symbol.asyncDispose]();
    instance?.stop();
  });
  beforeEach(() => {
    instance.requests.length = 0;
  });

  /** Other visitors ask at the same time, over connections to the instance that the edge shares. */
  async function askMarkers(name: string): Promise<void> {
    const markers = Array.from({ length: 4 }, (_, index) => `/marker-${encodeURIComponent(name)}-${index}`);
    const answers = await Promise.all(markers.map(async path => (await fetch(edge.url + path)).text()));
    expect(answers).toEqual(markers.map(path => `answer to ${path}`));
  }

  test.each(Object.entries(refused))("refuses %s", async (name, payload) => {
    using wire = await openWire(edge.port);
    wire.send(payload);
    expect(await wire.closed()).toBe(true);
    const statuses = wire.statuses();
    // HAProxy 3.2 closes without a word on two lengths.
    if (name !== "two lengths" || statuses.length > 0) expect(statuses).toEqual([400]);
    await askMarkers(name);
    expect(instance.requests.filter(request => !request.includes("/marker"))).toEqual([]);
  });

  test.each(Object.entries(tolerated))("reads %s as one request", async (name, payload) => {
    using wire = await openWire(edge.port);
    wire.send(payload);
    wire.send("GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    expect(await wire.closed()).toBe(true);
    await askMarkers(name);
    expect(instance.requests.join()).not.toContain("/smuggled");
    expect(wire.text()).not.toContain("answer to /smuggled");
    // Refused or answered; and when answered, what came next was read as what it is.
    if (wire.statuses().filter(status => status === 200).length > 1)
      expect(wire.text()).toContain("answer to /last");
  });

  test("gives pipelined requests their own answers, in order", async () => {
    using wire = await openWire(edge.port);
    const paths = ["/one", "/two", "/three"];
    wire.send(paths.map(path => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`).join(""));
    expect(await wire.responses(3)).toEqual([200, 200, 200]);
    await Bun.sleep(50);
    expect([...wire.text().matchAll(/answer to (\/[a-z]+)/g)].map(([, path]) => path ?? "")).toEqual(paths);
  });

  test("refuses headers that are larger than a buffer", async () => {
    using wire = await openWire(edge.port);
    wire.send(`GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(20_000)}\r\n\r\n`);
    // RFC 6585 gave it a status of its own, which HAProxy 3.2 knows.
    expect([400, 431]).toContain((await wire.responses(1))[0] ?? 0);
  });
});
