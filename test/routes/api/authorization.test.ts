import { afterAll, beforeAll, expect, test } from "bun:test";
import { calls } from "./calls.ts";
import { type Answer, type Site, startSite } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site[Symbol.asyncDispose]());

test("these are all calls that the document tells of", async () => {
  const { body } = await site.ask("GET /openapi.json", { token: null });
  const told = Object.entries<object>(body.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map(method => `${method.toUpperCase()} ${path.replace("/api/v1", "")}`),
  );
  const asked = calls.map(call => call.replace(/1/, "{id}").replace("resume.json", "{name}"));
  expect(told.sort()).toEqual([...asked, "GET /openapi.json"].sort());
});

test.each(calls)("%s takes nobody without a token", async call => {
  // Neither a query nor a body is looked at before.
  const body = call.startsWith("POST") ? { body: "{", headers: { "content-type": "text/html" } } : {};
  const answer = await site.ask(`${call}?nothing=1`, { ...body, token: null });
  expect(answer.status).toBe(401);
  expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="vitae"');
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.body.detail).toStartWith("Send a token");
});

test("a token that is unknown, malformed or revoked is answered alike", async () => {
  const { tokens } = site.services.archive;
  const { token, text } = await tokens.create("gone");
  expect((await site.ask("GET /editions", { token: text })).status).toBe(200);
  await tokens.revoke(token.id);
  const unknown = text.replace(/.$/, last => (last === "A" ? "B" : "A"));
  const others = [unknown, text.replace(/\d+/, "99"), "vitae_1_", "x", `${site.token}x`, "=", "é", "a b"];
  const revoked = await site.ask("GET /editions", { token: text });
  expect([revoked.status, revoked.headers.get("www-authenticate")]).toEqual([
    401,
    'Bearer realm="vitae", error="invalid_token"',
  ]);
  for (const other of others) {
    const answer = await site.ask("GET /editions", { token: other });
    expect(shape(answer)).toEqual(shape(revoked));
  }
  const basic = await site.ask("GET /editions", { token: null, headers: { authorization: "Basic eDp5" } });
  expect(shape(basic)).toEqual(shape(revoked));
});

function shape({ status, headers, body }: Answer) {
  return { status, headers: headers.toJSON(), body };
}

test("the scheme may be written in any case", async () => {
  const headers = { authorization: `bEARER  ${site.token}` };
  expect((await site.ask("GET /editions", { token: null, headers })).status).toBe(200);
});

test("where nobody ever had a token, it is said how to make one", async () => {
  const tokens = { ...site.services.archive.tokens, list: async () => [] };
  await using empty = await startSite({
    replace: ({ archive }) => ({ archive: Object.assign(Object.create(archive), { tokens }) }),
  });
  const answer = await empty.ask("GET /editions", { token: null });
  expect([answer.status, answer.body.detail]).toEqual([
    401,
    "No token was ever made for this site. Who runs it makes one with: bun run token create NAME",
  ]);
});

test("a site without an archive says so", async () => {
  await using without = await startSite({ environment: { DATA: "none" } });
  const answer = await without.ask("POST /editions");
  expect([answer.status, answer.headers.has("retry-after"), answer.body.detail]).toEqual([
    503,
    false,
    "This site keeps no archive: DATA is none.",
  ]);
});
