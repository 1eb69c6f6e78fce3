import { expect, test } from "bun:test";
import { pathOf } from "../../src/http/path.ts";

test.each([
  ["http://localhost:3000", "/"],
  ["http://localhost:3000/", "/"],
  ["http://localhost/a/b?c=/d", "/a/b"],
  ["http://localhost/?x", "/"],
  ["http://localhost//", "//"],
  ["https://[::1]:3000/a%20b#c", "/a%20b"],
])("the path of %p is %p", (url, path) => {
  expect(pathOf({ url })).toBe(path);
});
