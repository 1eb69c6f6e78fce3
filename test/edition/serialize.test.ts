import { expect, test } from "bun:test";
import { deserialize, serialize } from "../../src/edition/serialize.ts";
import { printTestEdition, sample } from "../support/app.ts";

const edition = await printTestEdition(sample);
const bytes = serialize(edition);

test("an edition comes back as it was", () => {
  expect(deserialize(bytes, edition.id)).toEqual(edition);
});

test("the bytes of an edition are the same each time", () => {
  expect(serialize(edition).equals(bytes)).toBe(true);
});

test("a value that was cut anywhere is no edition", () => {
  for (let length = 0; length < bytes.length; length += 97) {
    expect(deserialize(bytes.subarray(0, length), edition.id)).toBeUndefined();
  }
});

test("a value with one bit changed anywhere is no edition", () => {
  for (let index = 0; index < bytes.length; index += 101) {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(deserialize(changed, edition.id)).toBeUndefined();
  }
});

test("another edition under this id is none", () => {
  expect(deserialize(bytes, "0000000000000000")).toBeUndefined();
});

test.each(["", "x", "{}", "\0".repeat(100)])("%p is no edition", text => {
  expect(deserialize(Buffer.from(text), edition.id)).toBeUndefined();
});
