import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readExpires } from "../../../src/routes/api/expires.ts";
import { formOf, resume, type Site, startSite } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite({ environment: { SITE_URL: "https://ada.example" } });
  const versions = { "resume.it.json": { meta: { vitae: { language: "it" } } }, "resume.backend.json": {} };
  await site.ask("POST /editions", { body: formOf({ "resume.json": resume(), ...versions }) });
  await site.ask("POST /editions?activate=0", { body: resume("Unseen") });
});
afterAll(() => site[Symbol.asyncDispose]());

const day = 24 * 60 * 60 * 1000;

test("a link is made, found, opened and ended", async () => {
  const asked = { name: "Acme", expires: "30d", version: "backend", reveal: ["email", "phone"] };
  const created = await site.ask("POST /shares", { body: asked });
  expect(created.status).toBe(201);
  const { url, share } = created.body;
  expect(url).toMatch(/^https:\/\/ada\.example\/s\/[\w-]{20,}\/$/);
  expect(share).toMatchObject({ ...asked, expires: share.expires, who: "ada", edition: null, revoked: null });
  expect(Math.abs(Date.parse(share.expires) - Date.now() - 30 * day)).toBeLessThan(60_000);
  expect(created.headers.get("location")).toBe(`/api/v1/shares/${share.id}`);

  expect((await site.ask(`GET /shares/${share.id}`)).body).toEqual(share);
  expect((await site.ask("GET /shares")).body.shares).toContainEqual(share);
  const open = () => site.fetch(new Request(`http://localhost${new URL(url).pathname}`));
  expect((await open()).status).toBe(200);

  expect((await site.ask(`DELETE /shares/${share.id}`)).status).toBe(204);
  expect((await open()).status).toBe(404);
  expect((await site.ask(`DELETE /shares/${share.id}`)).status).toBe(404);
  expect((await site.ask(`GET /shares/${share.id}`)).body.revoked).toEqual(expect.any(String));

  const logged = site.lines.map(line => JSON.parse(line)).filter(({ link }) => link === share.id);
  expect(logged).toMatchObject([
    { event: "share", by: "ada", version: "backend", reveal: ["email", "phone"] },
    { event: "revoke", by: "ada" },
  ]);
  const text = new URL(url).pathname.split("/")[2] ?? "";
  expect(site.lines.join("\n")).not.toContain(text);
});

describe("previews", () => {
  test("show an edition that nobody sees yet", async () => {
    const { status, body } = await site.ask("POST /editions/2/preview");
    expect(status).toBe(201);
    expect(body.share).toMatchObject({ edition: 2, reveal: [], version: null, name: "Preview of edition 2" });
    expect(Math.abs(Date.parse(body.share.expires) - Date.now() - 7 * day)).toBeLessThan(60_000);
    const page = await site.fetch(new Request(`http://localhost${new URL(body.url).pathname}`));
    expect([page.status, page.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(await page.text()).toContain("Unseen");
    const everyone = await site.fetch(new Request("http://localhost/"));
    expect(await everyone.text()).not.toContain("Unseen");
  });

  test("last as long as is asked for", async () => {
    const { body } = await site.ask("POST /editions/1/preview", { body: { expires: "90m" } });
    expect(Math.abs(Date.parse(body.share.expires) - Date.now() - 90 * 60_000)).toBeLessThan(60_000);
    const wrong = await site.ask("POST /editions/1/preview", { body: { expires: "90m", more: 1 } });
    expect(wrong.status).toBe(422);
    expect((await site.ask("POST /editions/9/preview")).status).toBe(404);
  });
});

describe("what cannot be shared", () => {
  const good = { name: "Acme", expires: "1d" };

  test.each([
    [{}, ["name: found nothing, expected for whom it is", "expires: found nothing, expected a time ahead"]],
    [{ ...good, name: "" }, ['name: found "", expected for whom it is, 1 to 200 characters']],
    [{ ...good, expires: "0d" }, ['expires: found "0d", expected a time ahead within 366 days']],
    [{ ...good, expires: "2001-01-01T00:00:00Z" }, ['expires: found "2001']],
    [
      { ...good, reveal: ["fax"] },
      ['reveal.0: found "fax", expected a list of "email", "phone" and "address"'],
    ],
    [{ ...good, reveal: ["email", "email"] }, ['reveal: found ["email", "email"]']],
    [{ ...good, version: "de" }, ['version: found "de", expected one of it, backend']],
    [
      { ...good, edition: 2, version: "it" },
      ['version: found "it", expected none: the résumé has no versions'],
    ],
    [{ ...good, edition: 9 }, ["edition: found 9, expected an edition that can be printed"]],
    [{ ...good, edition: "1" }, ['edition: found "1", expected the number of an edition']],
    [{ ...good, revael: [] }, ["revael: found [], expected one of name, expires, version, edition, reveal"]],
    [[], ["found [], expected an object of name, expires"]],
  ])("%j", async (body, texts) => {
    const answer = await site.ask("POST /shares", { body });
    expect([answer.status, answer.body.type]).toEqual([422, "urn:vitae:problem:invalid-request"]);
    const found = answer.body.problems.map(({ text }: { text: string }) => text);
    expect(found).toEqual(texts.map(text => expect.stringContaining(text)));
  });

  test("what is no JSON, too much, or something else", async () => {
    const headers = { "content-type": "application/json" };
    expect((await site.ask("POST /shares", { body: "{", headers })).status).toBe(400);
    expect((await site.ask("POST /shares", { body: "{}", headers: {} })).status).toBe(415);
    expect((await site.ask("POST /shares", { body: `"${"x".repeat(17_000)}"`, headers })).status).toBe(413);
    expect(
      (await site.ask("POST /shares", { body: new Uint8Array([0x22, 0xff, 0x22]), headers })).status,
    ).toBe(400);
    expect((await site.ask("POST /shares", { headers })).status).toBe(400);
  });

  test("an address is told from its path on where the site's own is not known", async () => {
    await using other = await startSite();
    const { body } = await other.ask("POST /shares", { body: good });
    expect(body.url).toStartWith("/s/");
  });
});

describe("readExpires", () => {
  const now = Date.parse("2030-01-01T00:00:00Z");

  test.each([
    ["30d", "2030-01-31T00:00:00.000Z"],
    ["2w", "2030-01-15T00:00:00.000Z"],
    ["12h", "2030-01-01T12:00:00.000Z"],
    ["1m", "2030-01-01T00:01:00.000Z"],
    ["366d", "2031-01-02T00:00:00.000Z"],
    ["2030-01-02T03:04:05+01:00", "2030-01-02T02:04:05.000Z"],
    ["2030-01-02T03:04Z", "2030-01-02T03:04:00.000Z"],
  ])("%s is %s", (text, time) => {
    expect(readExpires(text, now)).toBe(time);
  });

  test.each([
    "",
    "0d",
    "-1d",
    "367d",
    "999999w",
    "1y",
    "30",
    "d",
    "2030-01-02",
    "2030-01-02T03:04:05",
    "2029-12-31T23:59:59Z",
    "2030-13-01T00:00:00Z",
    "Infinity",
  ])("%p is none", text => {
    expect(readExpires(text, now)).toBeUndefined();
  });
});
