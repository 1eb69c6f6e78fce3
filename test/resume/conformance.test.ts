/** What the official schema says, and what this program says of the same. */
import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import official from "@jsonresume/schema/schema.json";
import { KindGuard, type TSchema } from "@sinclair/typebox";
import fc from "fast-check";
import { deviations } from "../../src/resume/conformance.ts";
import { parseDocument } from "../../src/resume/document.ts";
import { publicResume } from "../../src/resume/privacy.ts";
import { datePattern, Resume } from "../../src/resume/schema.ts";
import { read, readResume } from "./reading.ts";

// Thousands of résumés on a busy machine.
setDefaultTimeout(60_000);

async function deviationsOf(value: unknown) {
  const parsed = await parseDocument(new TextEncoder().encode(JSON.stringify(value)), {
    file: "resume.json",
  });
  return parsed.ok ? deviations(parsed.document) : parsed.problems;
}

describe("deviations", () => {
  test("are none for what conforms", async () => {
    expect(await deviationsOf({})).toEqual([]);
    expect(
      await deviationsOf({ work: [{ startDate: "2020-04", url: "https://example.com" }], x: 1 }),
    ).toEqual([]);
  });

  test("are all listed, with place, path, what was found and what belongs there", async () => {
    const value = {
      work: [{ endDate: "Present", url: "example.com" }],
      basics: { email: "", "a/b~c": 1 },
      skills: {},
    };
    expect(await deviationsOf(value)).toEqual([
      {
        file: "resume.json",
        line: 1,
        column: 21,
        path: "work[0].endDate",
        found: '"Present"',
        expected: "a date such as 2020, 2020-04 or 2020-04-30",
      },
      {
        file: "resume.json",
        line: 1,
        column: 37,
        path: "work[0].url",
        found: '"example.com"',
        expected: "a complete web address (RFC 3986)",
      },
      {
        file: "resume.json",
        line: 1,
        column: 71,
        path: "basics.email",
        found: '""',
        expected: "an e-mail address",
      },
      { file: "resume.json", line: 1, column: 94, path: "skills", found: "an object", expected: "a list" },
    ]);
  });
});

describe("the examples of @jsonresume/schema", () => {
  const folder = `${import.meta.dir}/../../node_modules/@jsonresume/schema`;
  const files = ["sample.resume.json", ...readdirSync(`${folder}/examples`).map(name => `examples/${name}`)];
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) {
    test(`${file} can be published`, async () => {
      const reading = await readResume(readFileSync(`${folder}/${file}`), { file });
      expect(reading.ok ? [] : reading.problems).toEqual([]);
      if (reading.ok) expect(await deviationsOf(publicResume(reading.resume))).toEqual([]);
    });
  }
});

/** A schema as plain data, as far as the two have to agree. */
function outline(schema: Record<string, unknown>): unknown {
  const { type, properties, items, format, $ref } = schema;
  // What this program calls a date is stricter than the official pattern; that it is one is what counts.
  if ($ref === "#/definitions/iso8601" || schema.pattern === datePattern) return "date";
  if (type === "array") return [outline(Object(items))];
  if (type !== "object") return format === "email" || schema.reads === "email" ? "email" : type;
  const fields = Object.entries(Object(properties)).filter(
    ([name]) => !["vitae", "x-only", "x-not"].includes(name),
  );
  return Object.fromEntries(fields.map(([name, field]) => [name, outline(Object(field))]));
}

describe("our schema", () => {
  test("has the same fields of the same types as the official one", () => {
    expect(outline(Resume)).toEqual(outline(official));
  });

  test("reads as an address what is a uri there", () => {
    const uris = (
      schema: Record<string, unknown>,
      isUri: (field: Record<string, unknown>) => boolean,
      path = "",
    ): string[] =>
      [
        ...Object.entries(Object(schema.properties)),
        ...(schema.items ? [["[]", schema.items] as const] : []),
      ].flatMap(([name, field]) => [
        ...(isUri(Object(field)) ? [`${path}.${name}`] : []),
        ...uris(Object(field), isUri, `${path}.${name}`),
      ]);
    const ours = uris(Resume, ({ reads }) => reads === "url" || reads === "uri");
    expect(ours).toEqual(uris(official, ({ format }) => format === "uri"));
  });

  test("has a date pattern at least as strict", () => {
    const strict = new RegExp(datePattern);
    const loose = new RegExp(official.definitions.iso8601.pattern);
    fc.assert(fc.property(fc.stringMatching(strict), text => expect(text).toMatch(loose)));
  });

  test("says of every text how it is read", () => {
    const unread: string[] = [];
    const visit = (schema: TSchema, path: string): void => {
      if (KindGuard.IsString(schema) && typeof schema.reads !== "string") unread.push(path);
      if (KindGuard.IsArray(schema)) visit(schema.items, `${path}[]`);
      if (KindGuard.IsObject(schema))
        for (const [name, field] of Object.entries(schema.properties)) visit(field, `${path}.${name}`);
    };
    visit(Resume, "");
    expect(unread).toEqual([]);
  });
});

/** Values that are wrong in the ways that people get them wrong, and in ways that nobody would. */
const scalar = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    "",
    " ",
    true,
    0,
    4.5,
    "Present",
    "2020-4",
    "April 2020",
    "01/02/2020",
    "2020-02-30",
  ),
  fc.constantFrom<unknown>(
    "example.com",
    "https://münchen.de/ä b",
    "javascript:alert(1)",
    "a@b.co",
    "mailto:a@b.co",
    "tel:+1 555",
  ),
  fc.constantFrom<unknown>(
    "- a\n- b",
    "a, b; c",
    "\u202Ex\u0000",
    "x.png",
    "../x.png",
    "en_us",
    "teal",
    "work",
    "work[0]",
    "email",
  ),
  fc.webUrl(),
  fc.emailAddress(),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.double(),
);

function names(schema: TSchema): string[] {
  if (KindGuard.IsArray(schema)) return names(schema.items);
  if (!KindGuard.IsObject(schema)) return [];
  const own = Object.keys(schema.properties);
  return [
    ...own,
    ...Object.keys(Object(schema.formerly)),
    ...Object.values(schema.properties).flatMap(names),
  ];
}

const known = [
  ...new Set([...names(Resume), "firstName", "lastName", "__proto__", "constructor", "x y", "href"]),
];
const anything = fc.letrec(tie => ({
  node: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    scalar,
    fc.array(tie("node"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...known), tie("node"), { maxKeys: 5 }),
  ),
})).node;

/** A résumé of the right shape whose texts are anything. */
function shaped(schema: TSchema): fc.Arbitrary<unknown> {
  if (KindGuard.IsArray(schema))
    return fc.oneof({ weight: 5, arbitrary: fc.array(shaped(schema.items), { maxLength: 2 }) }, scalar);
  if (!KindGuard.IsObject(schema)) return scalar;
  const {
    properties,
    formerly = {},
  }: { properties: Record<string, TSchema>; formerly?: Record<string, string> } = Object(schema);
  // Refused unless it is right, so that hardly any résumé could be published; what names are right has tests of its own.
  const { "x-only": _only, "x-not": selection, ...others } = properties;
  const fields = {
    ...others,
    ...Object.fromEntries(Object.entries(formerly).map(([old, name]) => [old, properties[name] ?? schema])),
  };
  const made = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      fc.oneof({ weight: 9, arbitrary: shaped(field) }, scalar),
    ]),
  );
  const named = fc.constantFrom(["backend"], ["it", "web"]);
  return fc.record({ ...made, ...(selection && { "x-not": named }) }, { requiredKeys: [] });
}

/** Leaves out what stands against publishing, so that the rest is tested too. */
async function publishable(value: unknown): Promise<Resume | undefined> {
  const text = JSON.stringify(value);
  const reading = await read(value);
  if (reading.ok) return reading.resume;
  const pruned = JSON.parse(text, (name, field) =>
    typeof field === "object" || !refused(reading.problems, name) ? field : undefined,
  );
  const again = await read(pruned);
  return again.ok ? again.resume : undefined;
}

function refused(problems: { path: string }[], name: string): boolean {
  return problems.some(({ path }) => path.endsWith(name) || path.endsWith(`[${name}]`));
}

// A few seconds; 15,000 have been run when this was written.
const runs = 400;

for (const [kind, values, numRuns] of [
  ["anything", anything, runs],
  ["a résumé of odd values", shaped(Resume), runs],
] as const) {
  test(`${kind} is read or refused, and never an error`, async () => {
    await fc.assert(
      fc.asyncProperty(values, async value => {
        const reading = await read(value);
        expect(reading.ok ? 1 : reading.problems.length).toBeGreaterThan(0);
      }),
      { numRuns },
    );
  });

  test(`${kind}, repaired, needs no repair any more, and conforms when it is published`, async () => {
    let published = 0;
    await fc.assert(
      fc.asyncProperty(values, async value => {
        const resume = await publishable(value);
        if (!resume) return;
        published++;
        const again = await read(resume);
        expect(again).toMatchObject({ ok: true, repairs: [] });
        if (again.ok) expect(JSON.stringify(again.resume)).toBe(JSON.stringify(resume));
        expect(await deviationsOf(resume)).toEqual([]);
        expect(await deviationsOf(publicResume(resume))).toEqual([]);
      }),
      { numRuns },
    );
    expect(published).toBeGreaterThan(numRuns / 20);
  });
}

test("JSON is read as JSON.parse reads it, and refused where it refuses", async () => {
  const token = fc.constantFrom(
    ...'{ } [ ] , : " \\ a 1 - . e true null "a" "b" \\u0041 /'.split(" "),
    "\n",
    "\t",
    "\u00a0",
    "\u2028",
  );
  const text = fc.oneof(
    fc.json(),
    fc.array(token, { maxLength: 8 }).map(tokens => `{"a":${tokens.join("")}}`),
  );
  await fc.assert(
    fc.asyncProperty(text, async json => {
      const parsed = await parseDocument(new TextEncoder().encode(json), { file: "a.json" });
      const expected = parseOrUndefined(json);
      if (parsed.ok) expect(parsed.document.value()).toEqual(expected);
      else if (typeof expected === "object" && expected !== null && !Array.isArray(expected)) {
        expect(parsed.problems).toMatchObject([{ found: expect.stringContaining("a second time") }]);
      }
    }),
    { numRuns: 3000 },
  );
});

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text, (name, value) => (name === "__proto__" ? undefined : value));
  } catch {
    return undefined;
  }
}
