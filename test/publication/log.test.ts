import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { type Site, startSite } from "../routes/api/site.ts";

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
  const answer = await site.ask("POST /editions", { body, headers: { "content-type": type } });
  const fields = JSON.parse(site.lines.slice(from).at(-1) ?? "{}");
  return { status: answer.status, fields, text: site.lines.slice(from).join("\n") };
}

describe("the log names no value that is private or hidden", () => {
  test("of what was repaired, and of what its owner is warned of", async () => {
    const { status, fields, text } = await logOf({
      basics: { name: "Ada", email: " ada@private.example", phone: "+1 555 010 9999" },
      work: [
        { name: " Bletchley ", startDate: "March 1999", endDate: "1997" },
        { name: "Navy", summary: "Call +1 555 010 9999\u0007", startDate: "1950-5" },
      ],
      meta: { vitae: { hidden: ["work[0]"] } },
    });
    expect(status).toBe(201);
    expect(text).not.toMatch(secret);
    const repaired = ["basics.email", "work[0].startDate", "work[1].summary", "work[1].startDate"];
    for (const path of repaired) expect(fields.repairs.join("\n")).toContain(`${path}: repaired (`);
    expect(fields.warnings).toContainEqual(
      expect.stringContaining("work[0].startDate: it starts after its end"),
    );
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
    ["application/yaml", "Bletchley 9999"],
    ["application/json", '"Bletchley 9999"'],
  ])("of a slip in %s: %s", async (type, body) => {
    const { status, fields, text } = await logOf(body, type);
    expect(status).toBe(422);
    expect(text).not.toMatch(secret);
    expect(fields.problems[0]).toMatch(/^resume\.(json|yaml):\d+:\d+ {2}expected ./);
  });

  test("a file that is wrong as a whole is told of in full", async () => {
    const { fields } = await logOf("");
    expect(fields.problems).toEqual([expect.stringContaining("found an empty file, expected a résumé")]);
  });
});
