import { describe, expect, test } from "bun:test";
import { createTurns, inBatches } from "../../src/publication/turns.ts";

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

describe("in batches", () => {
  test("each gets what began after they asked, and no more is done than once in a pause", async () => {
    let count = 0;
    const begun: number[] = [];
    const ask = inBatches(async () => {
      begun.push(performance.now());
      await Bun.sleep(5);
      return ++count;
    }, 50);
    const first = Promise.all([ask(), ask()]);
    await Bun.sleep(2);
    // One goes on already, which may have seen what was there before.
    const second = Promise.all([ask(), ask(), ask()]);
    expect([await first, await second]).toEqual([
      [1, 1],
      [2, 2, 2],
    ]);
    const [one = 0, two = 0] = begun;
    expect(two - one).toBeGreaterThanOrEqual(49);
  });

  test("what fails is for those who asked, and not for the next", async () => {
    let isDown = true;
    const ask = inBatches(async () => {
      if (isDown) throw new Error("down");
      return "up";
    }, 1);
    await expect(ask()).rejects.toThrow("down");
    isDown = false;
    expect(await ask()).toBe("up");
  });
});
