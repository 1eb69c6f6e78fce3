import { expect, test } from "bun:test";
import { createTurns } from "../../src/publication/turns.ts";

test("one work begins when the one before has ended, in the order in which they came", async () => {
  const inTurn = createTurns();
  const seen: string[] = [];
  const work = (name: string, ms: number) => async () => {
    seen.push(`${name} begins`);
    await Bun.sleep(ms);
    seen.push(`${name} ends`);
    return name;
  };
  expect(await Promise.all([inTurn(work("first", 20)), inTurn(work("second", 0))])).toEqual([
    "first",
    "second",
  ]);
  expect(seen).toEqual(["first begins", "first ends", "second begins", "second ends"]);
});

test("what one work throws is its caller's, and keeps no other from its turn", async () => {
  const inTurn = createTurns();
  const failing = inTurn(async () => {
    throw new Error("no");
  });
  const next = inTurn(async () => "yes");
  expect(failing).rejects.toThrow("no");
  expect(await next).toBe("yes");
});
