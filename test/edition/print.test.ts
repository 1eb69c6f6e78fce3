import { expect, test } from "bun:test";
import { draftOf } from "../../src/edition/draft.ts";
import { representationsOf } from "../../src/edition/edition.ts";
import { printEdition } from "../../src/edition/print.ts";
import { serialize } from "../../src/edition/serialize.ts";
import type { Resume } from "../../src/resume/schema.ts";
import { baseOf, sample } from "../support/app.ts";

const options = { program: "one" };
const idOf = (resume: Resume, other = {}) => draftOf([baseOf(resume)], { ...options, ...other }).id;

test("the same draft gives the same bytes", async () => {
  const [one, two] = await Promise.all(
    [1, 2].map(() => printEdition(draftOf([baseOf(structuredClone(sample))], options))),
  );
  expect(one && two && serialize(one).equals(serialize(two))).toBe(true);
});

test("the id changes with whatever changes a byte", () => {
  const ids = [
    idOf(sample),
    idOf({ ...sample, basics: { ...sample.basics, name: "Ada" } }),
    idOf(sample, { program: "two" }),
    idOf(sample, { siteUrl: new URL("https://ada.example") }),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

test("the id tells nothing of what is private", () => {
  const moved = {
    ...sample,
    basics: { ...sample.basics, phone: "+1 555 0100", email: "other@private.example" },
  };
  expect(idOf(moved)).toBe(idOf(sample));
});

test("what is made public is in the edition, and the id changes", async () => {
  const open: Resume = { ...sample, meta: { vitae: { public: ["email"] } } };
  expect(idOf(open)).not.toBe(idOf(sample));
  const representations = representationsOf(await printEdition(draftOf([baseOf(open)], options)));
  for (const path of ["/", "/resume.json", "/resume.txt"]) {
    const text = Buffer.from(representations.get(path)?.encoded.identity.body ?? []).toString();
    expect(text).toContain("ada@private.example");
    expect(text).not.toMatch(/7946|Secret Street/);
  }
});
