import { expect, test } from "bun:test";
import { preview, printable } from "../../src/resume/preview.ts";
import { formatProblem, formatRepair, formatWarning } from "../../src/resume/problem.ts";

const place = { file: "resume.json", line: 12, column: 18 };

test("a problem is one line with file, line, column, path, found and expected", () => {
  const problem = { ...place, path: "work[0].startDate", found: '"sometime"', expected: "a date" };
  expect(formatProblem(problem)).toBe(
    'resume.json:12:18  work[0].startDate: found "sometime", expected a date',
  );
  expect(formatProblem({ ...problem, path: "", excerpt: "x\n^" })).toBe(
    'resume.json:12:18  found "sometime", expected a date\nx\n^',
  );
});

test("a warning is one line", () => {
  expect(formatWarning({ ...place, path: "basics.image", message: "no" })).toBe(
    "resume.json:12:18  basics.image: no",
  );
});

test("a repair tells what was and what is", () => {
  const repair = {
    ...place,
    path: "work[0].startDate",
    before: "April 2020",
    after: "2020-04",
    why: "a date is written so",
  };
  expect(formatRepair(repair)).toBe(
    'resume.json:12:18  work[0].startDate: "April 2020" → "2020-04" (a date is written so)',
  );
  expect(formatRepair({ ...repair, before: null, after: undefined, why: "it is empty" })).toBe(
    "resume.json:12:18  work[0].startDate: null left out (it is empty)",
  );
});

test("a repair is one short line whatever the values are", () => {
  const before = { a: "x".repeat(5_000_000), b: Array.from({ length: 100_000 }, () => ({ c: "\n" })) };
  const line = formatRepair({ ...place, path: "work", before, after: [before], why: "a list belongs here" });
  expect(line.length).toBeLessThan(200);
  expect(line).not.toContain("\n");
});

test("what is so only in one version says in which, by its file's name", () => {
  const said = { ...place, path: "work", version: "/home/me/resume.it.json" };
  const lines = [
    formatProblem({ ...said, found: "x", expected: "y", excerpt: "z\n^" }),
    formatWarning({ ...said, message: "no" }),
    formatRepair({ ...said, before: 1, after: 2, why: "so" }),
  ];
  expect(lines).toEqual([
    "resume.json:12:18  work: found x, expected y (read with resume.it.json)\nz\n^",
    "resume.json:12:18  work: no (read with resume.it.json)",
    "resume.json:12:18  work: 1 → 2 (so) (read with resume.it.json)",
  ]);
});

test("a preview looks no further than it shows", () => {
  const list = Array.from({ length: 100 }, () => "some text");
  const beyond = () => {
    throw new Error("looked too far");
  };
  Object.defineProperty(list, 50, { get: beyond });
  expect(preview(list)).toStartWith('["some text", ');
  expect(preview(Object.fromEntries([...Array(50).keys()].map(key => [`k${key}`, list])))).toStartWith(
    '{"k0": [',
  );
});

test("a résumé's text can neither steer a terminal nor reorder its line", () => {
  const evil = "\u001b[2J\u009b31m\u202Eabc\u2066\r\n\u2028\uFEFF\u0000\ud800";
  const shown = [
    formatRepair({ ...place, path: `["${evil}"]`, before: evil, after: { [evil]: evil }, why: evil }),
    formatProblem({ ...place, file: evil, path: evil, found: preview(evil), expected: "text" }),
    formatWarning({ ...place, path: evil, message: "x" }),
    printable(evil),
  ].join("");
  expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
});

test("printable text stays as it is, emoji and joiners included", () => {
  const text = "Zoë 漢字 علي 👩‍💻 “quoted” – dash";
  expect(printable(text)).toBe(text);
});
