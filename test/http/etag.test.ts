import { expect, test } from "bun:test";
import { matchesEtag, strongEtag } from "../../src/http/etag.ts";

const matches = (header: string | undefined, etag: string) =>
  matchesEtag({ headers: new Headers(header === undefined ? {} : { "if-none-match": header }) }, etag);

test("strongEtag is quoted, strong, and differs with the bytes", () => {
  const [one, two] = ["a", "b"].map(text => strongEtag(new TextEncoder().encode(text)));
  expect(one).toMatch(/^"[\w-]{22}"$/);
  expect(one).not.toBe(two);
});

test.each([
  [undefined, false],
  ['"a"', true],
  ['W/"a"', true],
  ['"b"', false],
  ['"b", "a"', true],
  ['"b",W/"a" ,"c"', true],
  ["*", true],
  [" * ", true],
  ["a", false],
  ['"b, a"', false],
  ['"x\\"a"', false],
  ["", false],
  ['""', false],
] as const)('If-None-Match %p matches "a": %p', (header, expected) => {
  expect(matches(header, '"a"')).toBe(expected);
});

test("a tag that holds a comma is one tag", () => {
  expect(matches('"x,y"', '"x,y"')).toBe(true);
  expect(matches('"z", W/"x,y"', '"x,y"')).toBe(true);
});

test("a very long If-None-Match is answered at once", () => {
  expect(matches('"'.repeat(60_000), '"a"')).toBe(false);
});
