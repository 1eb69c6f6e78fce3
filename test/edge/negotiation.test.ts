import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import { negotiateMediaType } from "../../src/http/accept.ts";
import { rankEncodings } from "../../src/http/encoding.ts";
import { describeEdge, type Edge, startEdge } from "./edge.ts";
import { pageCacheControl, rawStandIn, type StandIn, standIn } from "./stand-in.ts";
import { openWire } from "./wire.ts";

/** What a page's address is answered with, the page first. */
const offers = [
  "text/html",
  "application/json",
  "application/pdf",
  "text/plain",
  "text/markdown",
  "text/vcard",
] as const;

/** As browsers say it. */
const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

/** Requests that surely want the page, by the lines of their Accept: the cache answers them. */
const sure: string[][] = [
  [],
  [""],
  ["*/*"],
  ["  */*\t"],
  ["text/html"],
  [browser],
  ["text/html, application/pdf"],
  ["text/html,*/*;q=0.1"],
  [browser, "application/pdf"],
];

/** Requests that an instance is asked for, and what it answers: a media type, or 406. */
const unsure: [lines: string[], answer: (typeof offers)[number] | 406][] = [
  [["application/json"], "application/json"],
  [["application/pdf"], "application/pdf"],
  [["text/plain"], "text/plain"],
  [["text/markdown"], "text/markdown"],
  [["text/vcard"], "text/vcard"],
  [["Application/PDF"], "application/pdf"],
  [["application/pdf, text/html;q=0.9"], "application/pdf"],
  [["text/html;q=0.1, application/pdf"], "application/pdf"],
  [["*/*, application/pdf"], "application/pdf"],
  [["*/*;q=0.1,text/vcard"], "text/vcard"],
  [["*/*", "application/pdf"], "application/pdf"],
  [["application/pdf", "*/*"], "application/pdf"],
  [["", "application/pdf"], "application/pdf"],
  [["text/html;q=0.5", "text/plain"], "text/plain"],
  [["text/html;q=0, */*"], "application/json"],
  [["text/html;q=0", "*/*"], "application/json"],
  // The page after all, though the edge leaves it to an instance to say so.
  [["TEXT/HTML"], "text/html"],
  [["text/*"], "text/html"],
  [["application/json;q=0.5, text/html"], "text/html"],
  [["application/pdf", browser], "text/html"],
  [["text/html;q=0"], 406],
  [["*/*;q=0"], 406],
  [["text/html;q=0,*/*;q=0"], 406],
  [["text/htmlx"], 406],
  [["image/png"], 406],
];

const encodings = ["br", "gzip", "identity"] as const;

interface Ask {
  accept?: string[];
  encoding?: string;
  headers?: Record<string, string>;
  method?: string;
}

describeEdge("negotiation through the edge", haproxy => {
  let edge: Edge;
  let instance: StandIn;
  let paths = 0;

  beforeAll(async () => {
    instance = standIn(answer);
    edge = await startEdge(haproxy, [instance.address]);
  });
  afterAll(async () => {
    await edge?.[Symbol.asyncDispose]();
    instance?.stop();
  });
  beforeEach(() => {
    instance.headers.length = 0;
  });

  /** By hand: a client library says Accept where nothing is said, and makes one line of several. */
  async function ask(
    path: string,
    { accept = [], encoding = "identity", headers = {}, method = "GET" }: Ask = {},
  ) {
    using wire = await openWire(edge.port);
    const lines = [
      `${method} ${path} HTTP/1.1`,
      ...["Host: vitae.example", "Connection: close", `Accept-Encoding: ${encoding}`],
      ...accept.map(line => `Accept: ${line}`),
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ];
    wire.send(`${lines.join("\r\n")}\r\n\r\n`);
    expect(await wire.closed()).toBe(true);
    const [head = "", body = ""] = wire.text().split("\r\n\r\n", 2);
    const fields = head.split("\r\n").slice(1);
    const found = new Headers(fields.map(field => field.split(/:\s*/, 2) as [string, string]));
    return { status: wire.statuses()[0], headers: found, body, cache: found.get("x-cache") };
  }

  /** What the cache should have: one hit in 10,000 is sent on to renew it, so a miss is asked for once more. */
  async function askCache(path: string, options?: Ask) {
    const answer = await ask(path, options);
    return answer.cache === "MISS" ? ask(path, options) : answer;
  }

  /** A page's address that nobody has asked for. */
  const newPage = () => `/for/${++paths}/`;

  const cases = <Case>(rows: Case[]) =>
    rows.flatMap(row => encodings.map(encoding => [row, encoding] as const));

  test.each(cases(sure))(
    "answers Accept: %j in %s with the page, from the cache",
    async (accept, encoding) => {
      const path = newPage();
      for (const [cache, asked] of [
        ["MISS", ask],
        ["HIT", askCache],
      ] as const) {
        const page = await asked(path, { accept, encoding });
        expect(page.body).toBe(`${path} text/html ${encoding}`);
        expect(page.headers.get("vary")).toBe("Accept, Accept-Encoding");
        expect(page.cache).toBe(cache);
      }
      // It is everybody's copy, and was asked for by what the copy is: no instance sees what else there was.
      for (const other of sure) expect((await askCache(path, { accept: other, encoding })).cache).toBe("HIT");
      expect(instance.headers[0]?.get("accept")).toBe("text/html");
    },
  );

  test.each(cases(unsure))("leaves Accept: %j in %s to an instance", async ([accept, expected], encoding) => {
    const path = newPage();
    const expectAnswer = async () => {
      const { status, headers, body, cache } = await ask(path, { accept, encoding });
      expect(status).toBe(expected === 406 ? 406 : 200);
      if (expected !== 406) expect(body).toBe(`${path} ${expected} ${encoding}`);
      const isOther = expected !== 406 && expected !== "text/html";
      expect(headers.get("content-location")).toBe(isOther ? `${path}resume` : null);
      expect(headers.get("vary")).toBe(expected === 406 ? "Accept" : "Accept, Accept-Encoding");
      expect(cache).toBe("MISS");
    };
    await expectAnswer();
    await expectAnswer();
    // Nothing of it was stored: the page is none the worse for it, and neither is the next answer for the page.
    for (const [cache, asked] of [
      ["MISS", ask],
      ["HIT", askCache],
    ] as const) {
      const page = await asked(path, { accept: [browser], encoding });
      expect(page.body).toBe(`${path} text/html ${encoding}`);
      expect(page.cache).toBe(cache);
    }
    await expectAnswer();
  });

  test("tells pages by the path, whatever the query", async () => {
    await ask("/it/?a=/x");
    const page = await askCache("/it/?utm_source=there");
    expect(page.cache).toBe("HIT");
    expect(page.headers.get("vary")).toBe("Accept, Accept-Encoding");
    const format = await ask("/it/resume.json?a=/");
    expect(format.headers.get("vary")).toBe("Accept-Encoding");
  });

  test.each([...sure, ...unsure.map(([lines]) => lines)])(
    "answers at a format's own address from the cache, whatever Accept says: %j",
    async (...accept) => {
      await ask("/resume.pdf", { accept: ["application/pdf"] });
      const answer = await askCache("/resume.pdf", { accept });
      expect(answer.cache).toBe("HIT");
      expect(answer.body).toBe("/resume.pdf alone identity");
      expect(answer.headers.get("vary")).toBe("Accept-Encoding");
    },
  );

  test("passes Accept on as it is at a format's own address: an error is told in that way", async () => {
    await ask("/missing.pdf", { accept: ["application/problem+json"] });
    expect(instance.headers[0]?.get("accept")).toBe("application/problem+json");
  });

  test("weighs both: what is wanted, and encodings that the client weighs or refuses", async () => {
    const path = newPage();
    const weighed = "gzip;q=0.5, br;q=0";
    const pdf = await ask(path, { accept: ["application/pdf"], encoding: weighed });
    expect(pdf.body).toBe(`${path} application/pdf gzip`);
    const page = await ask(path, { accept: [browser], encoding: weighed });
    expect(page.body).toBe(`${path} text/html gzip`);
    expect((await askCache(path, { accept: [browser], encoding: "gzip" })).cache).toBe("HIT");
    const refusing = await ask(path, { accept: ["application/pdf"], encoding: "br, identity;q=0" });
    expect(refusing.body).toBe(`${path} application/pdf br`);
  });

  test("answers HEAD for the page from the cache, and for another format from an instance", async () => {
    const path = newPage();
    await ask(path, { accept: [browser] });
    const page = await askCache(path, { method: "HEAD" });
    expect(page).toMatchObject({ status: 200, body: "", cache: "HIT" });
    expect(page.headers.get("vary")).toBe("Accept, Accept-Encoding");
    const pdf = await ask(path, { method: "HEAD", accept: ["application/pdf"] });
    expect(pdf).toMatchObject({ status: 200, body: "", cache: "MISS" });
    expect(pdf.headers.get("content-location")).toBe(`${path}resume`);
    expect((await ask(path)).body).toBe(`${path} text/html identity`);
  });

  test("answers 304 by what the request wants", async () => {
    const path = newPage();
    const known = (kind: string) => ({ "if-none-match": `"${kind} br"` });
    const askFor = (accept: string, kind: string) =>
      (accept === browser ? askCache : ask)(path, { accept: [accept], encoding: "br", headers: known(kind) });
    await ask(path, { encoding: "br" });
    const page = await askFor(browser, "text/html");
    expect(page).toMatchObject({ status: 304, body: "", cache: "HIT" });
    expect(page.headers.get("vary")).toBe("Accept, Accept-Encoding");
    expect(await askFor("application/pdf", "text/html")).toMatchObject({ status: 200, cache: "MISS" });
    const pdf = await askFor("application/pdf", "application/pdf");
    expect(pdf).toMatchObject({ status: 304, cache: "MISS" });
    expect(pdf.headers.get("vary")).toBe("Accept, Accept-Encoding");
    expect(await askFor(browser, "application/pdf")).toMatchObject({ status: 200, cache: "HIT" });
  });

  test.each(["/for/backend/", "/for/backend/resume.pdf"])(
    "keeps what %s says of itself: robots, language, file name",
    async path => {
      const etag = (await ask(path, { encoding: "br" })).headers.get("etag") ?? "";
      const kept = async (headers: Record<string, string>) => {
        const answer = await askCache(path, { encoding: "br", headers });
        expect(answer.cache).toBe("HIT");
        expect(answer.headers.get("x-robots-tag")).toBe("noindex");
        expect(answer.headers.get("content-language")).toBe("it");
        expect(answer.headers.get("content-disposition")).toBe('inline; filename="Grace-Hopper-resume.pdf"');
        return answer.status;
      };
      expect(await kept({})).toBe(200);
      expect(await kept({ "if-none-match": etag })).toBe(304);
    },
  );

  test("does not store what depends on Accept where Accept is not looked at", async () => {
    for (const _ of [1, 2]) {
      const answer = await ask("/depends");
      expect(answer.headers.get("vary")).toBe("Accept, Accept-Encoding");
      expect(answer.cache).toBe("MISS");
    }
  });

  test.each(["/", "/asset.css"])("does not store what says Vary twice: %s", async path => {
    const body = "HTTP/1.1 200 OK\r\nCache-Control: public, max-age=60\r\nContent-Length: 0\r\n";
    using twice = await rawStandIn(socket => {
      socket.write(`${body}Vary: Accept-Encoding\r\nVary: Cookie\r\n\r\n`);
    });
    await using other = await startEdge(haproxy, [twice.address]);
    for (const _ of [1, 2]) {
      const { headers } = await fetch(`${other.url}${path}`);
      expect(headers.get("x-cache")).toBe("MISS");
      expect(headers.get("vary")).toBe("Accept-Encoding, Cookie");
    }
    expect(twice.requests).toHaveLength(2);
  });
});

/** An instance that negotiates at each path that ends with "/", and nowhere else. */
function answer(request: Request, path: string): Response {
  const isPage = path.endsWith("/");
  const kind = isPage ? negotiateMediaType(request, offers) : "alone";
  if (!kind)
    return new Response("", { status: 406, headers: { "cache-control": "no-store", vary: "Accept" } });
  const [encoding = "none"] = rankEncodings(request);
  const headers: Record<string, string> = {
    "cache-control": pageCacheControl,
    vary: isPage || path === "/depends" ? "Accept, Accept-Encoding" : "Accept-Encoding",
    etag: `"${kind} ${encoding}"`,
    "x-robots-tag": "noindex",
    "content-language": "it",
    "content-disposition": 'inline; filename="Grace-Hopper-resume.pdf"',
  };
  if (isPage && kind !== "text/html") headers["content-location"] = `${path}resume`;
  if (request.headers.get("if-none-match") === headers.etag)
    return new Response(null, { status: 304, headers });
  return new Response(`${path} ${kind} ${encoding}`, { headers });
}
