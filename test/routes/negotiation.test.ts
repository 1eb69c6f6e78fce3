import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { otherVersions, sample, startApp, type TestApp } from "../support/app.ts";
import { cases, expectAnswerOf } from "../support/negotiation.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startApp(sample, {}, otherVersions());
});
afterAll(() => app[Symbol.dispose]());

test.each(cases)("$prefix/ · $accept · $encoding → $file", async ({ prefix, accept, file, encoding }) => {
  const headers = {
    "accept-encoding": encoding,
    // Says nothing: languages have addresses.
    "accept-language": "it, de;q=0.5",
    ...(accept !== undefined && { accept }),
  };
  const answer = await app.get(`${prefix}/`, headers);
  const direct = await app.get(`${prefix}/${file}`, { "accept-encoding": encoding });
  await expectAnswerOf({ prefix, file, encoding }, answer, direct);
});

test("who has the bytes of a media type is answered 304, with the same Vary", async () => {
  const headers = { accept: "application/json" };
  const first = await app.get("/", headers);
  const again = await app.get("/", { ...headers, "if-none-match": first.headers.get("etag") ?? "" });
  expect([again.status, again.headers.get("vary"), again.headers.get("content-location")]).toEqual([
    304,
    "Accept, Accept-Encoding",
    "/resume.json",
  ]);
});

describe("406", () => {
  test.each(["image/png", "application/xml", "text/html;q=0", "*/*;q=0"])(
    "%s, with what there is",
    async accept => {
      const answer = await app.get("/it/", { accept });
      expect(answer.status).toBe(406);
      expect(answer.headers.get("cache-control")).toBe("no-store");
      const text = await answer.text();
      for (const each of [
        "text/html at /it/,",
        "application/pdf at /it/resume.pdf",
        "text/vcard at /it/resume.vcf",
      ])
        expect(text).toContain(each);
    },
  );

  test("as JSON, to who takes problems", async () => {
    const answer = await app.get("/", { accept: "application/problem+json" });
    expect(await answer.json()).toMatchObject({
      status: 406,
      detail: expect.stringContaining("/resume.pdf"),
    });
  });
});

test.each(["/resume.txt", "/it/resume.pdf", "/robots.txt"])(
  "%s is one thing, whatever is accepted",
  async path => {
    const answer = await app.get(path, { accept: "image/png" });
    expect([answer.status, answer.headers.get("vary")]).toEqual([200, "Accept-Encoding"]);
  },
);
