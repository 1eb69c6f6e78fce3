import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import sharp from "sharp";
import { formOf, resume, type Site, startSite } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site[Symbol.asyncDispose]());

/** The page that visitors get. */
async function page(): Promise<string> {
  return (await site.fetch(new Request("http://localhost/"))).text();
}

const events = () => site.lines.map(line => JSON.parse(line) as Record<string, unknown>);

test("a first publication, a second, a rollback, and back again", async () => {
  const nothing = await site.ask("GET /editions/current");
  expect([nothing.status, nothing.headers.get("etag")]).toEqual([404, '"switch-0"']);

  const first = await site.ask("POST /editions?note=The%20first", {
    body: resume("Analyst"),
    headers: { "if-match": '"switch-0"' },
  });
  expect(first.status).toBe(201);
  expect(first.headers.get("location")).toBe("/api/v1/editions/1");
  expect(first.headers.get("etag")).toBe('"switch-1"');
  expect(first.body).toMatchObject({
    name: "Ada Lovelace",
    edition: { id: 1, who: "ada", note: "The first", isCurrent: true, files: [{ name: "resume.json" }] },
    current: { id: 1, edition: 1, who: "ada" },
    isRepeated: false,
    changes: [{ kind: "added", file: "resume.json" }],
  });
  expect(await page()).toContain("Analyst");

  const second = await site.ask("POST /editions", { body: resume("Countess") });
  expect(second.headers.get("etag")).toBe('"switch-2"');
  expect(second.body.changes).toEqual([
    {
      file: "resume.json",
      path: "basics.label",
      kind: "changed",
      before: "Analyst",
      after: "Countess",
      text: '~ basics.label: "Analyst" → "Countess"',
    },
  ]);
  expect(await page()).toContain("Countess");
  expect((await site.ask("GET /editions/previous")).body.id).toBe(1);

  const back = await site.ask("POST /rollback", { headers: { "if-match": '"switch-2"' } });
  expect(back.body.current).toMatchObject({ id: 3, edition: 1 });
  expect(back.headers.get("etag")).toBe('"switch-3"');
  expect(await page()).toContain("Analyst");
  expect((await site.ask("GET /editions/previous")).status).toBe(404);
  const further = await site.ask("POST /rollback");
  expect([further.status, further.body.type]).toEqual([409, "urn:vitae:problem:nothing-before"]);

  const again = await site.ask("POST /editions/2/activate", { headers: { "if-match": '"switch-3"' } });
  expect(again.body.current).toMatchObject({ id: 4, edition: 2 });
  expect(await page()).toContain("Countess");
  expect((await site.ask("POST /editions/99/activate")).status).toBe(404);

  const told = events().filter(({ by }) => by === "ada");
  expect(told.map(({ event, number, switch: id }) => [event, number, id])).toEqual([
    ["publish", 1, 1],
    ["publish", 2, 2],
    ["rollback", 1, 3],
    ["activate", 2, 4],
  ]);
  expect(site.lines.join("\n")).not.toContain(site.token);
});

test("a dry run tells what would change, and changes nothing", async () => {
  const before = await site.ask("GET /editions?limit=1");
  const tried = await site.ask("POST /editions?dry-run=1", { body: resume("Poet") });
  expect(tried.status).toBe(200);
  expect(tried.headers.get("etag")).toBe(`"switch-${before.body.current.id}"`);
  expect(tried.body.changes.map(({ text }: { text: string }) => text)).toEqual([
    '~ basics.label: "Countess" → "Poet"',
  ]);
  expect(tried.body).not.toHaveProperty("edition");
  expect((await site.ask("GET /editions?limit=1")).body).toEqual(before.body);
  expect(await page()).not.toContain("Poet");
});

test("an edition can be kept without being shown", async () => {
  const kept = await site.ask("POST /editions?activate=0", { body: resume("Gambler") });
  expect(kept.status).toBe(201);
  expect(kept.body).toMatchObject({ edition: { isCurrent: false }, current: { edition: 2 } });
  expect(await page()).not.toContain("Gambler");
});

test("a misspelt parameter is refused: a dry run would be none", async () => {
  const answer = await site.ask("POST /editions?dryrun=1&activate=2", { body: resume() });
  expect([answer.status, answer.body.detail.split("\n")]).toEqual([
    400,
    [
      'dryrun: found "1", expected one of dry-run, activate, note',
      'activate: found "2", expected 0 to keep it without making it the current one; 1 where it is not said',
    ],
  ]);
  expect((await site.ask("POST /editions?dry-run=1&dry-run=0", { body: resume() })).status).toBe(400);
});

describe("what cannot be published", () => {
  test("a slip of YAML is told with its line and column, as on the command line", async () => {
    const answer = await site.ask("POST /editions", {
      headers: { "content-type": "text/yaml; charset=utf-8" },
      body: "basics:\n  name: Ada\n  label: [\n",
    });
    expect([answer.status, answer.body.type]).toEqual([422, "urn:vitae:problem:invalid-resume"]);
    const [problem] = answer.body.problems;
    expect(problem).toMatchObject({ file: "resume.yaml", line: 3, path: "" });
    expect(problem.text).toStartWith(`resume.yaml:${problem.line}:${problem.column}  found ${problem.found}`);
    expect(problem.text).toEndWith(problem.excerpt);
  });

  test("all problems of a résumé are told at once", async () => {
    const body = { basics: { name: "Ada" }, work: [{ startDate: "sometime" }, { startDate: "2020-13" }] };
    const answer = await site.ask("POST /editions?dry-run=1", { body });
    expect(answer.status).toBe(422);
    expect(answer.body.detail).toStartWith("Cannot publish the résumé: 2 problems.");
    expect(answer.body.problems.map(({ path }: { path: string }) => path)).toEqual([
      "work[0].startDate",
      "work[1].startDate",
    ]);
    const refused = events().findLast(({ event }) => event === "refuse");
    expect(refused).toMatchObject({ level: "warn", by: "ada", file: "resume.json" });
  });

  test("a site that was started with a file goes by it", async () => {
    await using file = await startSite({ environment: { RESUME: "resume.json" } });
    for (const call of ["POST /editions", "POST /editions?dry-run=1"]) {
      const answer = await file.ask(call, { body: resume() });
      expect([answer.status, answer.body.type]).toEqual([409, "urn:vitae:problem:file-wins"]);
      expect(answer.body.detail).toContain("resume.json");
    }
    for (const call of ["POST /rollback", "POST /editions/1/activate"])
      expect((await file.ask(call)).status).toBe(409);
  });
});

test("a form has a résumé with its versions and its photo", async () => {
  const picture = sharp({ create: { width: 400, height: 400, channels: 3, background: "teal" } });
  const photo = new Uint8Array(await picture.jpeg().toBuffer());
  const body = formOf({
    "resume.yaml": "basics:\n  name: Ada Lovelace\n  image: photos/ada.jpg\n",
    "resume.it.json": { basics: { label: "Matematica" } },
    "ada.jpg": photo,
  });
  const answer = await site.ask("POST /editions", { body });
  expect(answer.status).toBe(201);
  expect(answer.body.edition.files.map(({ name }: { name: string }) => name)).toEqual([
    "resume.yaml",
    "resume.it.json",
    "ada.jpg",
  ]);
  expect(answer.body.warnings).toEqual([]);
  expect(await page()).toMatch(/src="\/assets\/photo\.\w+\.jpg"/);
  const { id } = answer.body.edition;
  const sent = await site.ask(`GET /editions/${id}/files/resume.yaml`);
  expect(sent.body).toStartWith("basics:");
  expect(sent.headers.get("content-type")).toBe("application/yaml");
  expect(sent.headers.get("content-disposition")).toBe("attachment; filename=resume.yaml");
  expect((await site.ask(`GET /editions/${id}/files/ada.jpg`)).headers.get("content-type")).toBe(
    "application/octet-stream",
  );
  expect((await site.ask(`GET /editions/${id}/files/resume.json`)).status).toBe(404);
  expect((await site.ask(`GET /editions/${id}/files/..%2Fresume.yaml`)).status).toBe(404);
});
