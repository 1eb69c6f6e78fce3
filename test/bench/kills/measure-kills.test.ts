import { expect, test } from "bun:test";
import { judgeRounds } from "../../../bench/kills/measure-kills.ts";
import { randomFrom } from "../../../bench/kills/random.ts";
import type { Round } from "../../../bench/kills/round.ts";

const good: Round = {
  killed: "redis",
  isEarly: true,
  isAcknowledged: true,
  publishedMs: 300,
  wholeMs: 900,
  visits: 20,
  forgotten: 0,
  troubles: [],
};

test("a seed decides everything that a kill loop leaves to chance", () => {
  const draw = (seed: number) => Array.from({ length: 5 }, randomFrom(seed));
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  expect(draw(7).every(number => number >= 0 && number < 1)).toBe(true);
});

test("rounds without trouble keep every promise", () => {
  const verdicts = judgeRounds([good, good]);
  expect(verdicts).toHaveLength(4);
  expect(verdicts.every(({ ok, target, found }) => ok && target === "0 of 2" && found === "0")).toBe(true);
});

test("one round in a thousand breaks a promise, and says which", () => {
  const text = "publication 4: acknowledged as edition 9, archived as none";
  const lost: Round = {
    ...good,
    troubles: [
      { kind: "lost", text },
      { kind: "lost", text: "and so on" },
    ],
  };
  const broken = judgeRounds([...Array(999).fill(good), lost]).filter(({ ok }) => !ok);
  expect(broken).toEqual([
    { what: "acknowledged and lost", target: "0 of 1000", found: `1: ${text}`, ok: false },
  ]);
});

test("no round at all keeps no promise", () => {
  expect(judgeRounds([]).some(({ ok }) => ok)).toBe(false);
});
