import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { expectedSwitch } from "../../../src/routes/api/preconditions.ts";
import { formOf, resume, type Site, startSite } from "./site.ts";

let site: Site;
let count = 0;
beforeAll(async () => {
  site = await startSite();
  await site.ask("POST /editions", { body: resume("Nobody") });
});
afterAll(() => site[Symbol.asyncDispose]());

/** How many editions there are. */
async function editions(): Promise<number> {
  const [last] = await site.services.archive.editions.list({ limit: 1 });
  return last?.id ?? 0;
}

const latest = async () => (await site.services.archive.editions.current())?.id ?? 0;

/** What no other test publishes. */
const another = () => resume(`Number ${++count}`);

describe("If-Match", () => {
  const request = (value: string) => new Request("http://localhost/", { headers: { "if-match": value } });

  test.each([
    ['"switch-7"', 7],
    [' "switch-7" ', 7],
    ['"switch-6", "switch-7"', 7],
    [',"switch-7",, "x"', 7],
    ["*", undefined],
  ])("%s goes with the latest switch 7", (value, expected) => {
    expect(expectedSwitch(request(value), { id: 7 })).toBe(expected);
  });

  test.each(['"switch-6"', 'W/"switch-7"', '"switch-6", W/"switch-7"', '"switch-07"', '""', '"7"', '"*"'])(
    "%s does not",
    value => {
      expect(() => expectedSwitch(request(value), { id: 7 })).toThrow("switch 7");
    },
  );

  test.each(["switch-7", '"switch-7', "*, *", '"a" "b', "7", ""])("%s is malformed", value => {
    expect(() => expectedSwitch(request(value), { id: 7 })).toThrow("expected ETags in their quotes");
  });

  test("where nothing was ever current, switch-0 is the latest, and * matches nothing", () => {
    expect(expectedSwitch(request('"switch-0"'), undefined)).toBe(0);
    expect(() => expectedSwitch(request("*"), undefined)).toThrow("switch 0");
  });

  test.each(["POST /editions", "POST /editions?dry-run=1", "POST /editions/1/activate", "POST /rollback"])(
    "%s with an old one is refused, and tells the latest",
    async call => {
      const body = call.includes("/editions/1") || call.includes("rollback") ? {} : { body: another() };
      const before = [await editions(), await latest()];
      const answer = await site.ask(call, { ...body, headers: { "if-match": '"switch-0"' } });
      expect([answer.status, answer.headers.get("etag")]).toEqual([412, `"switch-${await latest()}"`]);
      expect([await editions(), await latest()]).toEqual(before);
    },
  );

  test("of two who publish at once one is told that the other was first", async () => {
    const headers = { "if-match": `"switch-${await latest()}"` };
    const answers = await Promise.all([
      site.ask("POST /editions", { body: another(), headers }),
      site.ask("POST /editions", { body: another(), headers }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 412]);
    const refused = answers.find(({ status }) => status === 412);
    expect(refused?.headers.get("etag")).toBe(`"switch-${await latest()}"`);
  });

  test("without one, the last one wins", async () => {
    const bodies = [another(), another()];
    const answers = await Promise.all(bodies.map(body => site.ask("POST /editions", { body })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  });
});

describe("If-None-Match", () => {
  test("who has the latest switch gets 304", async () => {
    const { headers } = await site.ask("GET /editions/current");
    const tag = headers.get("etag") ?? "";
    for (const path of ["current", "1"]) {
      const same = await site.ask(`GET /editions/${path}`, { headers: { "if-none-match": tag } });
      expect([same.status, same.body, same.headers.get("cache-control")]).toEqual([304, "", "no-store"]);
      const other = await site.ask(`GET /editions/${path}`, { headers: { "if-none-match": '"switch-0"' } });
      expect(other.status).toBe(200);
    }
  });
});

describe("Idempotency-Key", () => {
  test("the same again is answered as it was, and done once", async () => {
    const body = another();
    const headers = { "idempotency-key": "once", "if-match": `"switch-${await latest()}"` };
    const first = await site.ask("POST /editions?note=a", { body, headers });
    expect([first.status, first.body.isRepeated]).toEqual([201, false]);
    await site.ask("POST /editions", { body: another() });
    const before = [await editions(), await latest(), site.lines.length];
    // In quotes it is the same key.
    const again = await site.ask("POST /editions?note=a", {
      body,
      headers: { ...headers, "idempotency-key": '"once"' },
    });
    expect([again.status, again.body.isRepeated]).toEqual([201, true]);
    expect(again.body.edition.id).toBe(first.body.edition.id);
    expect(again.body.current).toEqual(first.body.current);
    for (const name of ["etag", "location"]) expect(again.headers.get(name)).toBe(first.headers.get(name));
    expect([await editions(), await latest(), site.lines.length]).toEqual(before);
  });

  test("several at once are one", async () => {
    const options = { body: another(), headers: { "idempotency-key": "at-once" } };
    const answers = await Promise.all([1, 2, 3].map(() => site.ask("POST /editions", options)));
    expect(new Set(answers.map(({ body }) => body.edition.id)).size).toBe(1);
    expect(answers.filter(({ body }) => !body.isRepeated)).toHaveLength(1);
  });

  test("a form is the same with another boundary, and in another order", async () => {
    const headers = { "idempotency-key": "form" };
    const [json, yaml] = [resume("In a form"), "basics: { label: Modulo }"];
    const first = await site.ask("POST /editions", {
      body: formOf({ "resume.json": json, "resume.it.yaml": yaml }),
      headers,
    });
    expect(first.status).toBe(201);
    const again = await site.ask("POST /editions", {
      body: formOf({ "resume.it.yaml": yaml, "resume.json": json }),
      headers,
    });
    expect(again.body).toMatchObject({ isRepeated: true, edition: { id: first.body.edition.id } });
  });

  test.each([
    ["another body", "", { body: resume("Other") }],
    ["another query", "?note=b", { body: resume("Keyed") }],
    ["another file name", "", { body: formOf({ "resume.yaml": JSON.stringify(resume("Keyed")) }) }],
  ])("with %s it is refused", async (name, query, options) => {
    const headers = { "idempotency-key": `used for ${name}`.replaceAll(" ", "-") };
    await site.ask("POST /editions", { body: resume("Keyed"), headers });
    const before = await editions();
    const answer = await site.ask(`POST /editions${query}`, { ...options, headers });
    expect([answer.status, answer.body.type]).toEqual([422, "urn:vitae:problem:reused-key"]);
    expect(await editions()).toBe(before);
  });

  test("a dry run repeats nothing: with one it is refused by what it has seen, as without", async () => {
    const options = { body: another(), headers: { "idempotency-key": "dry", "if-match": '"switch-0"' } };
    const dry = await site.ask("POST /editions?dry-run=1", options);
    expect([dry.status, dry.headers.get("etag")]).toEqual([412, `"switch-${await latest()}"`]);
  });

  test("a key is its token's own", async () => {
    const { text } = await site.services.archive.tokens.create("grace");
    const headers = { "idempotency-key": "mine" };
    const ada = await site.ask("POST /editions", { body: another(), headers });
    const grace = await site.ask("POST /editions", { body: another(), headers, token: text });
    expect([ada.status, grace.status, grace.body.edition.who]).toEqual([201, 201, "grace"]);
  });

  test.each(["", "a b", `${"a".repeat(256)}`, '""', "ä"])("%p is no key", async key => {
    const answer = await site.ask("POST /editions", { body: resume(), headers: { "idempotency-key": key } });
    expect([answer.status, answer.body.type]).toEqual([400, "urn:vitae:problem:bad-request"]);
  });

  test("what was refused may be sent again with the same key, mended", async () => {
    const headers = { "idempotency-key": "mended" };
    const refused = await site.ask("POST /editions", { body: { work: [{ startDate: "x" }] }, headers });
    expect(refused.status).toBe(422);
    expect((await site.ask("POST /editions", { body: another(), headers })).status).toBe(201);
  });
});
