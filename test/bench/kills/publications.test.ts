import { expect, test } from "bun:test";
import { nameOf, resumeOf } from "../../../bench/kills/numbered.ts";
import { checkOrder, checkOutcome, findArchived, sendAgain } from "../../../bench/kills/publications.ts";
import type { Owner } from "../../../bench/owner.ts";

/** An owner of an archive that lists these editions, the newest first, in pages of two. */
function owner(editions: { id: number; name: string }[], changes: Partial<Owner> = {}): Owner {
  return {
    publish: async () => ({ edition: undefined, why: "it is dead" }),
    list: async ({ before = Number.POSITIVE_INFINITY }) => {
      const rest = editions.filter(({ id }) => id < before);
      const shown = rest.slice(0, 2);
      return {
        editions: shown,
        current: editions[0]?.id,
        next: rest.length > 2 ? (shown[1]?.id ?? null) : null,
      };
    },
    resumeOf: async () => resumeOf(4),
    ...changes,
  };
}

const three = [3, 2, 1].map(id => ({ id, name: nameOf(id) }));

async function troubles(work: (tell: (kind: string, text: string) => void) => unknown): Promise<string[]> {
  const told: string[] = [];
  await work((kind, text) => told.push(`${kind}: ${text}`));
  return told;
}

test.each([
  [[1, 2, 3], []],
  [[1, 2, 3, 4], ["lost: the archive lists no edition 4"]],
  [[1, 3], ["twice: the archive lists edition 2 besides"]],
  [[2, 1, 3], ["half: the archive lists them in another order"]],
])("an archive of 1, 2 and 3 where %j were acknowledged", async (published, told) => {
  expect(await troubles(tell => checkOrder(owner(three), published, tell))).toEqual(told);
});

const acknowledged = { edition: 8, isRepeated: false };
const unanswered = { edition: undefined, why: "502" };

test.each([
  ["acknowledged and current", { current: 8, archived: 8, answer: acknowledged }, []],
  ["not acknowledged, and not there", { current: 7, archived: undefined, answer: unanswered }, []],
  ["not acknowledged, and there", { current: 8, archived: 8, answer: unanswered }, []],
  [
    "acknowledged, and gone",
    { current: 7, archived: undefined, answer: acknowledged },
    [
      "lost: acknowledged as edition 8, archived as none",
      "lost: acknowledged as edition 8, and edition 7 is current",
    ],
  ],
  [
    "acknowledged, and not current",
    { current: 7, archived: 8, answer: acknowledged },
    ["lost: acknowledged as edition 8, and edition 7 is current"],
  ],
  [
    "another one current",
    { current: 6, archived: undefined, answer: unanswered },
    ["half: edition 6 is current, neither the one before nor the new one"],
  ],
])("%s", async (_, outcome, told) => {
  expect(await troubles(tell => checkOutcome({ before: 7, ...outcome }, tell))).toEqual(told);
});

test("what is archived twice, or not as it was sent, is told", async () => {
  const twice = owner([5, 4].map(id => ({ id, name: nameOf(4) })));
  expect(await troubles(tell => findArchived(twice, 4, tell))).toEqual(["twice: archived as 5 and 4"]);
  const cut = owner([{ id: 4, name: nameOf(4) }], { resumeOf: async () => resumeOf(4).slice(1) });
  expect(await troubles(tell => findArchived(cut, 4, tell))).toEqual([
    "half: its file in the archive (edition 4) is not what was sent",
  ]);
  expect(await findArchived(owner(three), 4, () => {})).toBeUndefined();
});

test("a publication is sent again with its key until it is acknowledged", async () => {
  const keys: (string | undefined)[] = [];
  const slow = owner(three, {
    publish: async (_, key) => (keys.push(key) < 3 ? unanswered : acknowledged),
  });
  expect(await sendAgain(slow, resumeOf(4), "key-4")).toEqual(acknowledged);
  expect(keys).toEqual(["key-4", "key-4", "key-4"]);
});
