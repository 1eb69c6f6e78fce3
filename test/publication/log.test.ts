import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { formOf, type Site, startSite } from "../routes/api/site.ts";

/** Stands in each value that is private or hidden, and in nothing else. */
const secret = /9999|bletchley|ada@|1997|1999/i;

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site[Symbol.asyncDispose]());

/** What the log says of a publication. */
async function logOf(body: string | object, type = "application/json") {
  const from = site.lines.length;
  const headers = body instanceof FormData ? undefined : { "content-type": type };
  const answer = await site.ask("POST /editions", { body, ...(headers && { headers }) });
  const fields = JSON.parse(site.lines.slice(from).at(-1) ?? "{}");
  return { status: answer.status, fields, text: site.lines.slice(from).join("\n") };
}

describe("the log names no value that is private or hidden", () => {
  test("of what was repaired, and of what its owner is warned of", async () => {
    const { status, fields, text } = await logOf({
      basics: { name: "Ada", email: " ada@private.example", phone: "+1 555 010 9999" },
      work: [
        { name: " Bletchley ", startDate: "March 1999", endDate: "1997", url: "bletchley:9999" },
        { name: "Navy", summary: "Call +1 555 010 9999\u0007", startDate: "1950-5" },
      ],
      meta: { vitae: { hidden: ["work[0]"] } },
    });
    expect(status).toBe(201);
    expect(text).not.toMatch(secret);
    expect(fields.repairs).toContainEqual(expect.stringContaining("work[0].url: left out (a link of this"));
    const repaired = ["basics.email", "work[0].startDate", "work[1].summary", "work[1].startDate"];
    for (const path of repaired) expect(fields.repairs.join("\n")).toContain(`${path}: repaired (`);
    expect(fields.warnings).toContainEqual(
      expect.stringContaining("work[0].startDate: it starts after its end"),
    );
  });

  test("of a name that no version has", async () => {
    const work = [{ name: "Navy", "x-not": ["bletchley-9999"] }];
    const { status, fields, text } = await logOf(
      formOf({ "resume.json": { basics: { name: "Ada" } }, "resume.web.json": { work } }),
    );
    expect(status).toBe(201);
    expect(text).not.toMatch(secret);
    expect(fields.warnings).toEqual([
      expect.stringContaining('work[0]["x-not"][0]: no version is called so'),
    ]);
  });

  test("of a date that can mean two", async () => {
    const { status, fields, text } = await logOf({
      work: [{ startDate: "03/04/1997", endDate: "03/04/1999" }],
      meta: { vitae: { hidden: ["work[0]"] } },
    });
    expect(status).toBe(422);
    expect(text).not.toMatch(secret);
    expect(fields.problems).toEqual([
      expect.stringContaining("work[0].startDate: expected a date such as"),
      expect.stringContaining("work[0].endDate: expected a date such as"),
    ]);
  });

  test("of what stands against a résumé", async () => {
    const { status, fields, text } = await logOf({
      work: [{ startDate: "at Bletchley" }, { summary: { call: "9999" } }],
      meta: { vitae: { hidden: ["work[0]"] } },
    });
    expect(status).toBe(422);
    expect(text).not.toMatch(secret);
    expect(fields.problems).toEqual([
      expect.stringMatching(/^resume\.json:1:\d+ {2}work\[0\]\.startDate: expected a date such as/),
      expect.stringMatching(/^resume\.json:1:\d+ {2}work\[1\]\.summary: expected /),
    ]);
  });

  test.each([
    ["application/json", '{"basics": {"phone": +15550109999}}'],
    ["application/json", '{"basics": {"email": "ada@private.example}}'],
    ["application/yaml", "basics:\n  phone: @9999\n"],
    ["application/yaml", 'basics:\n  email: "ada@private.example\n'],
    ["application/yaml", "basics: {name: Ada}\nbletchley 9999\n"],
    ["application/yaml", 'basics:\n  name: "\\9999"\n'],
    ["application/yaml", "basics:\n  phone: *9999\n"],
    ["application/yaml", "*9999"],
    ["application/yaml", "basics:\n  summary: |Bletchley9999\n"],
    ["application/yaml", "basics:\n  phone: !S!9999 x\n"],
    ["application/yaml", "%YAML bletchley-9999\n---\nbasics: {name: Ada}\n"],
    ["application/yaml", 'basics:\n  phone: "\\U 9999 99"\n'],
    ["application/yaml", "Bletchley 9999"],
    ["application/json", '"Bletchley 9999"'],
  ])("of a slip in %s: %s", async (type, body) => {
    const { status, fields, text } = await logOf(body, type);
    expect(status).toBe(422);
    expect(text).not.toMatch(secret);
    expect(fields.problems[0]).toMatch(/^resume\.(json|yaml):\d+:\d+ {2}(basics\.phone: )?expected ./);
  });

  test("a file that is wrong as a whole is told of in full", async () => {
    const { fields } = await logOf("");
    expect(fields.problems).toEqual([expect.stringContaining("found an empty file, expected a résumé")]);
  });
});
