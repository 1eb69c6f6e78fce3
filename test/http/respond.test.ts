import { expect, test } from "bun:test";
import { prepareAnswers } from "../../src/http/answers.ts";
import { respond } from "../../src/http/respond.ts";

const body = new TextEncoder().encode("hello");
const answers = prepareAnswers(
  { mediaType: "text/plain", cacheControl: "no-cache", encoded: { identity: { body, etag: '"a"' } } },
  [["x-content-type-options", "nosniff"]],
);

test("what is prepared once is answered again and again, with every header and all bytes", async () => {
  for (let visit = 0; visit < 3; visit++) {
    const response = respond({ headers: new Headers() }, answers);
    expect(response.headers.toJSON()).toEqual({
      "cache-control": "no-cache",
      "content-length": "5",
      "content-type": "text/plain",
      etag: '"a"',
      vary: "Accept-Encoding",
      "x-content-type-options": "nosniff",
    });
    expect(await response.text()).toBe("hello");
    // Whatever happens to one visitor's response stays with it.
    response.headers.set("etag", '"other"');
  }
});

test("a 304 has the headers that refresh a cache, and those of every response", () => {
  const response = respond({ headers: new Headers({ "if-none-match": '"a"' }) }, answers);
  expect([response.status, response.body]).toEqual([304, null]);
  expect(Object.keys(response.headers.toJSON()).sort()).toEqual([
    "cache-control",
    "etag",
    "vary",
    "x-content-type-options",
  ]);
});
