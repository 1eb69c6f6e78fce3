import { expect, setDefaultTimeout, test } from "bun:test";
import fc from "fast-check";
import { formatPath, parsePath } from "../../src/resume/path.ts";

setDefaultTimeout(60_000);

test("a path is written as in JavaScript", () => {
  expect(formatPath(["work", 0, "startDate"])).toBe("work[0].startDate");
  expect(formatPath(["x y", "", '"', "0", "é"])).toBe('["x y"][""]["\\""]["0"]["é"]');
  expect(formatPath([])).toBe("");
});

test("each path is read as it was written", () => {
  const steps = fc.array(
    fc.oneof(fc.string({ unit: "binary" }), fc.nat(999_999_999), fc.constantFrom("work", "__proto__")),
    {
      minLength: 1,
    },
  );
  fc.assert(fc.property(steps, path => expect(parsePath(formatPath(path))).toEqual(path)));
});

test("what is no path is none", () => {
  for (const text of [
    "",
    "a b",
    "work[",
    "work[-1]",
    "work[0",
    "work..x",
    'a["',
    "work[0]x",
    "[x]",
    'a["\\x"]',
    "work.",
  ]) {
    expect(parsePath(text)).toBeUndefined();
  }
  fc.assert(fc.property(fc.string(), text => void parsePath(text)));
});
