import { expect, test } from "bun:test";
import { negotiateMediaType } from "../../src/http/accept.ts";

const offers = ["text/html", "application/json", "text/plain"] as const;

test.each([
  [undefined, "text/html"],
  ["*/*", "text/html"],
  ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"],
  ["application/json", "application/json"],
  ["application/json, text/plain, */*", "application/json"],
  ["text/*;q=0.5, application/json;q=0.4", "text/html"],
  ["text/html;q=0, text/*", "text/plain"],
  ["text/html;level=1;q=0.2, text/plain;q=0.3", "text/plain"],
  ["APPLICATION/JSON", "application/json"],
  ["image/png", undefined],
  ["text/html;q=0", undefined],
] as const)("Accept %p picks %p", (accept, expected) => {
  const headers = new Headers(accept === undefined ? {} : { accept });
  expect(negotiateMediaType({ headers }, offers)).toBe(expected);
});
