import { describe, expect, test } from "bun:test";
import { compare } from "../../src/ats/compare.ts";
import type { Field } from "../../src/ats/fields.ts";
import { fieldsOf } from "../../src/ats/fields.ts";
import { txt } from "../../src/formats/txt.ts";
import { publicResume } from "../../src/resume/privacy.ts";
import { hardResumes } from "../browser/resumes.ts";
import { printText } from "./printed.ts";

/** Fields by path, each with its text. */
const fields = (texts: Record<string, string>): Field[] =>
  Object.entries(texts).map(([path, text]) => ({ path, texts: [text] }));

/** "lost name" for each fault. */
const faults = (texts: Record<string, string>, text: string, reading = {}) =>
  compare(fields(texts), text, reading).map(({ field, kind }) => `${kind} ${field.path}`);

const job = { position: "Team Lead", name: "Engine Ltd", city: "London" };

test("fields in their order are found, whatever stands between them", () => {
  expect(faults(job, "EXPERIENCE\n• Team Lead, Engine Ltd · (London) 1 / 2")).toEqual([]);
  expect(faults({}, "")).toEqual([]);
});

test("a field that is not there is lost, whatever else is", () => {
  expect(faults(job, "Team Lead, London")).toEqual(["lost name"]);
  expect(faults(job, "")).toEqual(["lost position", "lost name", "lost city"]);
});

test("a field that stands before its turn is out of order, and only that", () => {
  expect(faults(job, "Engine Ltd\nTeam Lead\nLondon")).toHaveLength(1);
  expect(faults(job, "Team Lead\nLondon\nEngine Ltd")).toEqual(["out of order city"]);
});

test("a field inside another does not stand for it", () => {
  const lead = { first: "Lead", second: "Team Lead", skill: "C", other: "C++" };
  expect(faults(lead, "Lead. Team Lead. C, C++")).toEqual([]);
  expect(faults(lead, "Team Lead. C, C++")).toEqual(["lost first"]);
  expect(faults(lead, "Lead. Team Lead. C++")).toEqual(["lost skill"]);
  expect(faults({ name: "Art" }, "Smart Partners")).toEqual(["lost name"]);
});

test("of a field that stands twice, the one that is missing is lost", () => {
  const twice = { a: "Engine", b: "2019", c: "Engine", d: "2021" };
  expect(faults(twice, "Engine 2019 Engine 2021")).toEqual([]);
  expect(faults(twice, "Engine 2019 2021")).toEqual(["lost c"]);
  expect(faults(twice, "2019 Engine 2021")).toEqual(["lost a"]);
});

describe("a field is broken by", () => {
  test.each([
    ["a space in a word", "Team Le ad, Engine Ltd, London"],
    ["a hyphen in a word", "Team Le-ad, Engine Ltd, London"],
    ["a hyphen at a line's end", "Team Le-\nad, Engine Ltd, London"],
    ["a line's end in a word", "Team Le\nad, Engine Ltd, London"],
    ["a space that is missing", "TeamLead, Engine Ltd, London"],
    ["other text in it", "Team • Paris 2019 • Lead, Engine Ltd, London"],
    ["what it is joined to", "SeniorTeam Lead, Engine Ltd, London"],
    ["a word that is missing", "Lead, Engine Ltd, London"],
  ])("%s", (_, text) => {
    expect(faults(job, text)).toEqual(["broken position"]);
  });

  test("a sign that is lost", () => {
    expect(faults({ skill: "Node.js" }, "Nodejs")).toEqual(["broken skill"]);
    expect(faults({ mail: "a.b@example.com" }, "a.b@example .com")).toEqual(["broken mail"]);
    expect(faults({ skill: "C++" }, "C")).toEqual(["lost skill"]);
  });

  test("columns whose lines are mixed", () => {
    const columns = { left: "One two three four five six", right: "Seven eight nine ten eleven twelve" };
    const mixed = "One two Seven eight\nthree four nine ten\nfive six eleven twelve";
    expect(faults(columns, mixed)).toEqual(["broken left", "broken right"]);
  });
});

describe("what is drawn", () => {
  const drawn = { drawn: "ltr" };
  const word = "Donaudampfschifffahrtsgesellschaftskapitän";

  test("may end its line where a line may end", () => {
    expect(
      faults({ a: word, b: "and/or" }, "Donaudampfschifffahrts\ngesellschaftskapitän and/\nor", drawn),
    ).toEqual([]);
    expect(faults({ a: "国際計算機学会", b: "2019年4月" }, "国際計\n算機学会 2019 年 4 月", drawn)).toEqual(
      [],
    );
  });

  test("may not end it elsewhere", () => {
    expect(faults({ a: "kapitän" }, "kapi\ntän", drawn)).toEqual(["broken a"]);
    expect(faults({ a: "FLOW-MATIC" }, "FLOW-\nMATIC", drawn)).toEqual(["broken a"]);
    expect(faults({ a: "国際計算機学会" }, "国際 計算機学会", drawn)).toEqual(["broken a"]);
  });

  test("from right to left may have the other direction and its signs in any order of a line", () => {
    const rtl = { drawn: "rtl" };
    const hebrew = { position: "ראש צוות (Storage)", name: "Acme Ltd.", phone: "+972 3-555" };
    expect(faults(hebrew, "ראש צוות (,)Acme Ltd.· Storage\n+972 3-555", rtl)).toEqual([]);
    expect(faults(hebrew, "ראש צוות\nAcme Ltd.\n+972 3-555", rtl)).toEqual(["broken position"]);
    expect(faults({ a: "נועה ברק" }, "נו עה ברק", rtl)).toEqual(["broken a"]);
    expect(faults({ a: "נועה ברק", b: "תוכנה" }, "תוכנה\nאחרת\nנועה ברק", rtl)).toHaveLength(1);
  });
});

describe("of sixty jobs", async () => {
  const resume = publicResume(hardResumes["sixty jobs"]);
  const wanted = fieldsOf(resume);
  const text = await printText(txt, resume);

  test("two that have changed places are named", () => {
    const swapped = text.replace(/(Position 1,.*?)(?=Position 2,)(.*?)(?=Position 3,)/s, "$2$1");
    expect(swapped).not.toBe(text);
    const found = compare(wanted, swapped);
    expect(found.map(({ kind }) => kind)).not.toContain("lost");
    expect(new Set(found.map(({ field }) => field.path.slice(0, 7)))).toHaveProperty("size", 1);
    expect(found[0]?.field.path).toMatch(/^work\[[01]\]\./);
  });

  test.each([7, 30, 59])("what is missing of number %p is named", index => {
    const without = text.replace(`First result of job ${index + 1}\n`, "\n");
    expect(compare(wanted, without).map(({ field, kind }) => `${kind} ${field.path}`)).toEqual([
      `lost work[${index}].highlights[0]`,
    ]);
  });
});
