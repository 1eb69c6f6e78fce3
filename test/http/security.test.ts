import { expect, test } from "bun:test";
import { secure, securityHeaders, sourceHash } from "../../src/http/security.ts";

const policyOf = (headers: [string, string][]) => new Map(headers).get("content-security-policy") ?? "";

test("the policy starts from nothing and allows nothing unsafe", () => {
  const policy = policyOf(securityHeaders({ https: true, styles: [sourceHash("a{}")] }));
  expect(policy).toStartWith("default-src 'none'; ");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe");
  expect(policy).not.toContain("script-src");
});

test("sourceHash is what a browser computes of an inline style", () => {
  // printf 'a{}' | openssl dgst -sha256 -binary | base64
  expect(sourceHash("a{}")).toBe("'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='");
});

test("HSTS is sent for https only", () => {
  expect(new Map(securityHeaders({ https: false })).has("strict-transport-security")).toBe(false);
  expect(new Map(securityHeaders({ https: true })).get("strict-transport-security")).toStartWith(
    "max-age=63072000",
  );
});

test("secure follows the headers of the moment", async () => {
  let headers = securityHeaders({ https: false });
  const fetch = secure(
    async () => new Response("x"),
    () => headers,
  );
  const policy = async () =>
    (await fetch(new Request("http://localhost/"))).headers.get("content-security-policy");
  expect(await policy()).not.toContain("style-src");
  headers = securityHeaders({ https: false, styles: ["'sha256-two'"] });
  expect(await policy()).toContain("style-src 'sha256-two'");
});
