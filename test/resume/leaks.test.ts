import { describe, expect, test } from "bun:test";
import { logProblem, logRepair } from "../../src/resume/discreet.ts";
import { publicResume } from "../../src/resume/privacy.ts";
import type { Resume } from "../../src/resume/schema.ts";

const basics = {
  email: "ada.l@private.example",
  phone: "+49 (170) 123-4567",
  location: { address: "Lindenallee 5, Hinterhaus", city: "Ulm" },
};

function shownOf(summary: string, more: Partial<Resume> = {}): string | undefined {
  return publicResume({ basics: { ...basics, summary }, ...more }).basics?.summary;
}

describe("a private value in a published text is left out of it", () => {
  test.each([
    ["Write to ada.l@private.example.", "Write to …."],
    ["ADA.L@Private.Example or ada.l@private.example", "… or …"],
    ["Call +49 170 1234567 or 49-170-123 45 67!", "Call … or …!"],
    ["I live at lindenallee  5 in Ulm", "I live at … in Ulm"],
    ["Lindenallee 5, Hinterhaus", undefined],
    ["[mail](mailto:ada.l@private.example)", "[mail](mailto:…)"],
  ])("%p", (summary, expected) => {
    expect(shownOf(summary)).toBe(expected);
  });

  test.each([
    "Ulm",
    "The Hinterhaus, a novel",
    "Number 170 of 1234567 things",
    "ada@public.example",
    "Lindenallee 55",
    "4917012345678901",
  ])("%p stays", text => {
    expect(shownOf(text)).toBe(text);
  });

  test("an address that holds it is left out whole", () => {
    const profiles = [
      { network: "Signal", username: "+49 170 1234567", url: "https://signal.me/#p/+491701234567" },
    ];
    expect(publicResume({ basics: { ...basics, profiles } }).basics?.profiles).toEqual([
      { network: "Signal" },
    ]);
  });

  test("anywhere: in entries, lists and unknown fields", () => {
    const resume = {
      basics,
      work: [{ highlights: ["Mail ada.l@private.example"], "x-note": { deep: ["Lindenallee 5"] } }],
    };
    expect(JSON.stringify(publicResume(resume))).not.toMatch(/private\.example|Lindenallee/);
  });

  test("what is made public stays", () => {
    const meta = { vitae: { public: ["email", "phone", "address"] } };
    const text = "ada.l@private.example, +49 170 1234567, Lindenallee 5";
    expect(shownOf(text, { meta })).toBe(text);
  });

  test("a text of 100 kB is searched at once", () => {
    const long = "4917012345 6".repeat(10_000);
    expect(shownOf(long)?.length).toBeGreaterThan(0);
  });
});

describe("a log names no value", () => {
  const place = { file: "a.json", line: 1, column: 2 };

  test("of a repair", () => {
    const repair = {
      ...place,
      path: "basics.phone",
      before: 491701234567,
      after: "491701234567",
      why: "text",
    };
    expect(logRepair(repair)).toBe("a.json:1:2  basics.phone: repaired (text)");
    expect(logRepair({ ...repair, after: undefined, version: "b/a.it.json" })).toBe(
      "a.json:1:2  basics.phone: left out (text) (read with a.it.json)",
    );
  });

  test("of a problem, nor the line it stands in", () => {
    const problem = { ...place, path: "work[0].url", found: '"x y"', expected: "an address" };
    expect(logProblem(problem)).toBe("a.json:1:2  work[0].url: expected an address");
    expect(logProblem({ ...problem, path: "", excerpt: '"phone": "0170"\n^' })).toBe(
      "a.json:1:2  expected an address",
    );
    expect(logProblem({ ...problem, path: "", found: "an empty file" })).toBe(
      "a.json:1:2  found an empty file, expected an address",
    );
  });
});
