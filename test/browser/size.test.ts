import { afterAll, beforeAll, expect, test } from "bun:test";
import { connect } from "node:net";
import { brotliDecompressSync } from "node:zlib";
import { type Started, startProgram } from "../support/process.ts";

/** What a server may send before it has heard from the visitor: ten segments of 1,460 bytes (RFC 6928). */
const firstRoundTrip = 14_600;

let program: Started;
let answer: { head: string; body: Buffer; size: number };
let html: string;

beforeAll(async () => {
  program = await startProgram({ env: { SITE_URL: "https://grace-hopper.example.com" } });
  answer = await ask(program.url);
  html = brotliDecompressSync(answer.body).toString();
});
afterAll(() => program.stop());

test("the first document, headers and all, fits into the first round trip", () => {
  expect(answer.head).toStartWith("HTTP/1.1 200 OK\r\n");
  expect(answer.head).toMatch(/^content-encoding: br$/im);
  expect(answer.body.length).toBe(Number(/^content-length: (\d+)$/im.exec(answer.head)?.[1]));
  expect(answer.size).toBeLessThanOrEqual(firstRoundTrip);
});

test("README.md tells how large it is", async () => {
  const [, told = ""] = /\*\*([\d,]+) bytes on the wire\*\*/.exec(await Bun.file("README.md").text()) ?? [];
  // Measured with an address of the site, whose length is in it several times.
  expect(Math.abs(Number(told.replace(",", "")) - answer.size)).toBeLessThan(answer.size * 0.03);
});

test("the first document holds everything that the first paint needs", async () => {
  const found = await inspect(html);
  expect(found.stylesheets).toEqual([]);
  expect(found.scripts).toEqual(["application/ld+json"]);
  expect(found.styles).toHaveLength(1);
  expect(found.styles[0]).toContain("--accent");
});

test("its style asks for nothing: no font, no picture, no other stylesheet", async () => {
  const { styles } = await inspect(html);
  expect(styles.join()).not.toMatch(/@font-face|@import|url\(|image-set|src\(/i);
  expect(html).not.toMatch(/ style=/i);
});

/** One request over a socket of its own, and every byte that came back. */
function ask(url: string): Promise<typeof answer> {
  const { hostname, port, host } = new URL(url);
  const { promise, resolve, reject } = Promise.withResolvers<typeof answer>();
  const chunks: Buffer[] = [];
  const socket = connect(Number(port), hostname);
  socket.on("data", chunk => chunks.push(Buffer.from(chunk)));
  socket.on("error", reject);
  socket.on("end", () => {
    const bytes = Buffer.concat(chunks);
    const end = bytes.indexOf("\r\n\r\n") + 4;
    resolve({ head: bytes.subarray(0, end).toString(), body: bytes.subarray(end), size: bytes.length });
  });
  socket.write(
    `GET / HTTP/1.1\r\nHost: ${host}\r\nAccept: text/html\r\nAccept-Encoding: br\r\nConnection: close\r\n\r\n`,
  );
  return promise;
}

/** What a real parser (lol-html) finds: the types of scripts, the texts of styles, the addresses of stylesheets. */
async function inspect(html: string) {
  const scripts: (string | null)[] = [];
  const styles: string[] = [];
  const stylesheets: (string | null)[] = [];
  const rewriter = new HTMLRewriter()
    .on("script", { element: element => void scripts.push(element.getAttribute("type")) })
    .on("link[rel~=stylesheet]", { element: element => void stylesheets.push(element.getAttribute("href")) })
    .on("style", {
      element: () => void styles.push(""),
      text: ({ text }) => void styles.push(`${styles.pop() ?? ""}${text}`),
    });
  await rewriter.transform(new Response(html)).text();
  return { scripts, styles, stylesheets };
}
