import { expect, test } from "bun:test";
import { type Change, diffBundles, formatChange } from "../../src/publication/diff.ts";
import type { Bundle } from "../../src/resume/bundle.ts";

/** The first file is the base. */
function bundle(files: Record<string, unknown>): Bundle {
  const bytes = (content: unknown) =>
    Buffer.from(typeof content === "string" ? content : JSON.stringify(content));
  const entries = Object.entries(files).map(([name, content]) => [name, bytes(content)] as const);
  return { base: entries[0]?.[0] ?? "", files: new Map(entries) };
}

async function diff(before: unknown, after: unknown): Promise<Change[]> {
  return diffBundles(bundle({ "resume.json": before }), bundle({ "resume.json": after }));
}

async function lines(before: unknown, after: unknown): Promise<string[]> {
  return (await diff(before, after)).map(formatChange);
}

const [lead, analyst, guest] = [
  { name: "Engine Ltd", position: "Lead", startDate: "1842-07", highlights: ["Numbers"] },
  { name: "Engine Ltd", position: "Analyst", startDate: "1840" },
  { name: "Court", position: "Guest", startDate: "1835-05" },
];

test("a field that changed is named by its path, with what it was and what it is", async () => {
  const after = { work: [{ ...lead, position: "Principal" }, analyst] };
  expect(await diff({ work: [lead, analyst] }, after)).toEqual([
    { file: "resume.json", path: "work[0].position", kind: "changed", before: "Lead", after: "Principal" },
  ]);
  expect(await lines({ work: [lead, analyst] }, after)).toEqual(['~ work[0].position: "Lead" → "Principal"']);
});

test("an entry in front of others is one change, and the others are the same", async () => {
  const fresh = { name: "Palace", position: "Tutor", startDate: "1850" };
  const after = { work: [fresh, lead, analyst, guest] };
  expect(await diff({ work: [lead, analyst, guest] }, after)).toEqual([
    { file: "resume.json", path: "work[0]", kind: "added", after: fresh },
  ]);
  expect(await lines({ work: [lead, analyst, guest] }, after)).toEqual(["+ work[0]: Tutor, Palace (1850)"]);
});

test("an entry that is gone is named where it was, and one that changed where it is", async () => {
  const after = { work: [analyst, { ...guest, endDate: "1836" }] };
  expect(await lines({ work: [lead, analyst, guest] }, after)).toEqual([
    "- work[0]: Lead, Engine Ltd (1842-07)",
    '+ work[1].endDate: "1836"',
  ]);
});

test("an entry that stands elsewhere has moved, and what changed in it is said besides", async () => {
  const after = { work: [{ ...guest, position: "Guest of honour" }, lead, analyst] };
  expect(await diff({ work: [lead, analyst, guest] }, after)).toMatchObject([
    { path: "work[0]", kind: "moved", before: "work[2]", after: after.work[0] },
    { path: "work[0].position", kind: "changed", before: "Guest", after: "Guest of honour" },
  ]);
  expect(await lines({ work: [lead, analyst, guest] }, after)).toEqual([
    "> work[0]: Guest of honour, Court (1835-05) (was work[2])",
    '~ work[0].position: "Guest" → "Guest of honour"',
  ]);
});

test("an entry that moved among others that came keeps its number, and has moved", async () => {
  const fresh = { name: "Palace", position: "Tutor", startDate: "1850" };
  expect(await lines({ work: [lead, analyst, guest] }, { work: [fresh, lead, guest, analyst] })).toEqual([
    "+ work[0]: Tutor, Palace (1850)",
    "> work[2]: Guest, Court (1835-05) (moved among the others)",
  ]);
});

test.each([
  ["a corrected employer", { name: "Engin Ltd" }, '~ work[0].name: "Engin Ltd" → "Engine Ltd"'],
  ["another start", { startDate: "1842-06" }, '~ work[0].startDate: "1842-06" → "1842-07"'],
  ["another date and place", { startDate: "1842", position: "Boss" }, "~ work[0].position"],
])("an entry is known again in spite of %s", async (_, was, line) => {
  const [first, ...others] = await lines({ work: [{ ...lead, ...was }, guest] }, { work: [lead, guest] });
  expect(first).toStartWith(line);
  expect(others.every(other => other.startsWith("~ work[0]."))).toBe(true);
});

test("of an entry whose employer alone is the same, what became of it is told, beside an entry that came", async () => {
  const [fresh, boss] = [
    { name: "Palace", position: "Tutor" },
    { name: "Engine Ltd", position: "Boss", startDate: "1843" },
  ];
  expect(await lines({ work: [lead, guest] }, { work: [fresh, boss, guest] })).toEqual([
    "+ work[0]: Tutor, Palace",
    '~ work[1].position: "Lead" → "Boss"',
    '~ work[1].startDate: "1842-07" → "1843"',
    '- work[1].highlights: ["Numbers"]',
  ]);
});

test("an entry that is only half of what it was, at the same place, is known again; one that has nothing of it is another", async () => {
  const skill = { name: "Analysis", level: "Master", keywords: ["series"] };
  expect(await lines({ skills: [skill] }, { skills: [{ ...skill, name: "Analytics" }] })).toEqual([
    '~ skills[0].name: "Analysis" → "Analytics"',
  ]);
  expect(await lines({ skills: [skill] }, { skills: [{ name: "Flight" }] })).toEqual([
    "- skills[0]: Analysis",
    "+ skills[0]: Flight",
  ]);
});

test("words of a list come, go and move one by one", async () => {
  const was = { skills: [{ name: "Analysis", keywords: ["a", "b", "c", "d"] }] };
  const is = { skills: [{ name: "Analysis", keywords: ["d", "a", "c", "e"] }] };
  expect(await lines(was, is)).toEqual([
    '> skills[0].keywords[0]: "d" (was skills[0].keywords[3])',
    '- skills[0].keywords[1]: "b"',
    '+ skills[0].keywords[3]: "e"',
  ]);
});

test("a section is one change, with how much it holds", async () => {
  expect(await lines({ work: [lead] }, { work: [lead], awards: [{ title: "Medal" }] })).toEqual([
    "+ awards: 1 entry",
  ]);
  expect(await lines({ work: [lead, guest], basics: { name: "Ada" } }, { basics: { name: "Ada" } })).toEqual([
    "- work: 2 entries",
  ]);
});

test("a long text is shown where it differs", async () => {
  const text = (word: string) =>
    `Led the team that built the engine. It had ${word} people, and it ran for many years without a stop.`;
  expect(await lines({ basics: { summary: text("five") } }, { basics: { summary: text("twelve") } })).toEqual(
    [
      '~ basics.summary: "…built the engine. It had five people, and it ran…" → "…built the engine. It had twelve people, and it ran…"',
    ],
  );
});

test.each([
  ["the start", "New. ", ""],
  ["the end", "", " New."],
])("a long text that got something at %s is shown there", async (_, start, end) => {
  const text = "Led the team that built the engine. It ran for many years without a stop, day and night.";
  const [line = ""] = await lines({ basics: { summary: text } }, { basics: { summary: start + text + end } });
  expect(line).toContain("New.");
  expect(line.length).toBeLessThan(180);
});

test("a value that repeats itself is not cut twice", async () => {
  const [line = ""] = await lines({ a: "x".repeat(100) }, { a: "x".repeat(101) });
  expect(line).toMatch(/^~ a: "…?x+…?" → "…?x+…?"$/);
});

test("what a terminal would obey is written out", async () => {
  expect(await lines({ basics: { name: "Ada" } }, { basics: { name: "\u001b[2JAda" } })).toEqual([
    '~ basics.name: "Ada" → "\\u001b[2JAda"',
  ]);
  const [line] = await lines({ "\u001b": 1, work: [] }, { work: [{ name: "\u202e\u001b[2J" }] });
  expect(line).not.toMatch(/\p{Cc}|\p{Cf}/u);
});

test("the same values written in another way are no change", async () => {
  const before = bundle({
    "resume.json": { basics: { name: "Ada", label: "Lead" }, work: [{ startDate: "2020" }] },
  });
  const after = bundle({ "me.yaml": "work:\n  - startDate: 2020\nbasics:\n  label: Lead\n  name: Ada\n" });
  expect(await diffBundles(before, after)).toEqual([]);
});

test("versions and photos are known by what they are, and named by their files", async () => {
  const before = bundle({
    "resume.json": { basics: { name: "Ada" } },
    "resume.it.json": { basics: { label: "Matematica" } },
    "resume.backend.json": {},
    "photo.jpg": "12345",
  });
  const after = bundle({
    "me.json": { basics: { name: "Ada" } },
    "me.it.yaml": "basics:\n  label: Ingegnera\n",
    "me.de.json": { basics: {} },
    "photo.jpg": "123456",
  });
  const changes = await diffBundles(before, after);
  expect(changes).toEqual([
    { file: "me.de.json", path: "", kind: "added", after: 13 },
    { file: "me.it.yaml", path: "basics.label", kind: "changed", before: "Matematica", after: "Ingegnera" },
    { file: "photo.jpg", path: "", kind: "changed", before: 5, after: 6 },
    { file: "resume.backend.json", path: "", kind: "removed", before: 2 },
  ]);
  expect(changes.map(formatChange)).toEqual([
    "+ me.de.json: 13 bytes",
    '~ basics.label: "Matematica" → "Ingegnera"',
    "~ photo.jpg: 5 bytes → 6 bytes",
    "- resume.backend.json: 2 bytes",
  ]);
});

test("the first publication adds its files", async () => {
  const changes = await diffBundles(undefined, bundle({ "resume.json": "{}", "photo.jpg": "1" }));
  expect(changes.map(formatChange)).toEqual(["+ resume.json: 2 bytes", "+ photo.jpg: 1 byte"]);
});

test("a file that cannot be parsed has changed as a whole", async () => {
  const changes = await diff({ basics: {} }, "{");
  expect(changes).toEqual([{ file: "resume.json", path: "", kind: "changed", before: 13, after: 1 }]);
});

test("names that mean something to the program are names like others", async () => {
  expect(await lines({ constructor: "a" }, { toString: "b" })).toEqual([
    '+ toString: "b"',
    '- constructor: "a"',
  ]);
  expect(await lines({ _t: "a", _1: ["x"] }, { _t: "b", _1: ["y"] })).toHaveLength(3);
  expect(await lines('{"__proto__":{"a":1}}', '{"__proto__":{"a":2}}')).toEqual([]);
});

test("lists too long to compare are one change, soon", async () => {
  const list = (from: number) => Array.from({ length: 100_000 }, (_, index) => `${from + index * 2}`);
  const start = performance.now();
  expect(await diff({ a: list(0) }, { a: list(1) })).toMatchObject([{ path: "", kind: "changed" }]);
  expect(performance.now() - start).toBeLessThan(5000);
});

test("the longest lists that are compared take a second or two", async () => {
  const list = (from: number) => Array.from({ length: 2000 }, (_, index) => `${from + index * 2}`);
  const start = performance.now();
  expect(await diff({ a: list(0) }, { a: list(1) })).toHaveLength(4000);
  expect(performance.now() - start).toBeLessThan(10_000);
});
