import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { parseJson } from "../../src/resume/json.ts";
import { Lines } from "../../src/resume/lines.ts";
import { mergePatch } from "../../src/resume/merge-patch.ts";
import { type Source, toPlain } from "../../src/resume/source.ts";

function sourceOf(text: string): Source {
  const tree = parseJson(text, new Lines(text));
  if ("root" in tree) return tree.root;
  throw new Error(`Cannot parse ${text}`);
}

function merged(target: string, patch: string): unknown {
  return toPlain(mergePatch(sourceOf(target), sourceOf(patch)));
}

describe("the examples of RFC 7396, appendix A", () => {
  test.each([
    ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
    ['{"a":"b"}', '{"a":null}', "{}"],
    ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
    ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
    ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
    ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
    ['["a","b"]', '["c","d"]', '["c","d"]'],
    ['{"a":"b"}', '["c"]', '["c"]'],
    ['{"a":"foo"}', "null", "null"],
    ['{"a":"foo"}', '"bar"', '"bar"'],
    ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
    ["[1,2]", '{"a":"b","c":null}', '{"a":"b"}'],
    ["{}", '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
  ])("%s with %s is %s", (target, patch, result) => {
    expect(merged(target, patch)).toEqual(JSON.parse(result));
  });
});

test("the example of RFC 7396, section 3", () => {
  const target = {
    title: "Goodbye!",
    author: { givenName: "John", familyName: "Doe" },
    tags: ["example", "sample"],
    content: "This will be unchanged",
  };
  const patch = {
    title: "Hello!",
    phoneNumber: "+01-123-456-7890",
    author: { familyName: null },
    tags: ["example"],
  };
  expect(merged(JSON.stringify(target), JSON.stringify(patch))).toEqual({
    title: "Hello!",
    author: { givenName: "John" },
    tags: ["example"],
    content: "This will be unchanged",
    phoneNumber: "+01-123-456-7890",
  });
});

test("each part keeps its place, and names of JavaScript's own mean nothing", () => {
  const target = sourceOf('{"a": {"x": 1}, "__proto__": {"y": 1}}');
  const result = mergePatch(target, sourceOf('   {"a": {"z": 2}, "__proto__": {"w": 3}}'));
  expect(result).toMatchObject({ kind: "object", offset: 0 });
  const [a, proto] = result.kind === "object" ? [...result.entries.values()] : [];
  expect(a).toMatchObject({ offset: 6 });
  expect(a?.kind === "object" && [...a.entries].map(([name, { offset }]) => [name, offset])).toEqual([
    ["x", 12],
    ["z", 15],
  ]);
  expect(proto?.kind === "object" && [...proto.entries.keys()]).toEqual(["y", "w"]);
});

test("whatever it is, a patch changes neither file, and once more changes nothing", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), fc.json({ maxDepth: 4 }), (before, change) => {
      const target = sourceOf(before);
      const patch = sourceOf(change);
      const once = mergePatch(target, patch);
      expect(toPlain(mergePatch(once, patch))).toEqual(toPlain(once));
      expect(target).toEqual(sourceOf(before));
      expect(patch).toEqual(sourceOf(change));
    }),
  );
});
