/** What an archive of 10,000 editions costs beside one of ten: ratios of times that are taken in turns, in one run. */
import { expect, setDefaultTimeout, test } from "bun:test";
import type { Archive } from "../../src/archive/archive.ts";
import { startProgram } from "../support/process.ts";
import { publishMany, resumeAt } from "./many.ts";
import { describeArchives, edition, environmentOf, type Place } from "./places.ts";

setDefaultTimeout(60_000);

const many = 10_000;
const few = 10;

/** The most that anything may take with many, as a multiple of what it takes with few: what reads every row takes far more. */
const most = 3;

/** Medians of so many turns: one that the machine interrupts decides nothing. */
const turns = 31;

async function fill(newPlace: () => Promise<Place>, count: number): Promise<Place> {
  const place = await newPlace();
  await publishMany(place, count);
  return place;
}

/** Times of two works, taken in turns, in ms: the median of each. */
async function inTurns(one: () => Promise<unknown>, other: () => Promise<unknown>, count = turns) {
  const times: [number[], number[]] = [[], []];
  for (let turn = 0; turn < count; turn++) {
    for (const [index, work] of [one, other].entries()) {
      const startMs = performance.now();
      await work();
      times[index]?.push(performance.now() - startMs);
    }
  }
  return times.map(list => list.toSorted((a, b) => a - b)[list.length >> 1] ?? Number.NaN);
}

describeArchives("10,000 editions", newPlace => {
  test("nothing that an instance or an owner asks for takes longer than it does with ten", async () => {
    await using small = await fill(newPlace, few);
    await using large = await fill(newPlace, many);
    const [ten, all] = [small.open(), large.open()] as const;
    expect(await all.editions.current()).toMatchObject({ id: many, edition: many });
    expect(await all.editions.previous()).toBe(many - 1);
    const middle = await all.editions.list({ before: many / 2, limit: 4 });
    expect(middle.map(({ id }) => id)).toEqual([4999, 4998, 4997, 4996]);
    const found = (await all.editions.filesOf(4999))?.files.get("resume.json") ?? "";
    expect(Buffer.from(found).toString() === resumeAt(4999)).toBe(true);

    const open = async (place: Place) => {
      const archive = place.open();
      await archive.editions.current();
      await archive.close();
    };
    let count = 0;
    const works: Record<string, (archive: Archive, place: Place, total: number) => Promise<unknown>> = {
      "open, and which is current": (_, place) => open(place),
      "which is current": ({ editions }) => editions.current(),
      "the first page": ({ editions }) => editions.list({ limit: 4 }),
      "a page in the middle": ({ editions }, _, total) => editions.list({ before: total / 2 + 1, limit: 4 }),
      "what a rollback goes to": ({ editions }) => editions.previous(),
      "the files of one": ({ editions }, _, total) => editions.filesOf(total / 2),
      "publish one more": ({ editions }) =>
        editions.add(edition(`${++count}`), {
          activate: true,
          idempotency: { key: `${count}`, digest: "d" },
        }),
      "switch to another": async ({ editions }) => {
        const latest = await editions.current();
        await editions.activate(latest?.edition === 1 ? 2 : 1, { who: "ada" });
      },
      "go back": ({ editions }) => editions.rollback({ who: "ada" }),
    };
    const slow: string[] = [];
    for (const [name, work] of Object.entries(works)) {
      const [smallMs = 0, largeMs = 0] = await inTurns(
        () => work(ten, small, few),
        () => work(all, large, many),
      );
      const ratio = largeMs / smallMs;
      if (!(ratio <= most)) slow.push(`${name}: ${ratio.toFixed(1)} × ${smallMs.toFixed(2)} ms`);
    }
    expect(slow).toEqual([]);
  });

  test("an instance starts as soon as with ten, and shows the last of them", async () => {
    await using small = await fill(newPlace, few);
    await using large = await fill(newPlace, many);
    const start = async (place: Place, total: number) => {
      await using program = await startProgram({ env: environmentOf(place), deadlineMs: 30_000 });
      expect(program.stdout()).toContain(`"serves":"edition ${total} of the archive"`);
      expect(await (await fetch(program.url)).text()).toContain(`<h1>Ada ${total}</h1>`);
    };
    const [smallMs = 0, largeMs = 0] = await inTurns(
      () => start(small, few),
      () => start(large, many),
      3,
    );
    expect(largeMs / smallMs).toBeLessThan(most);
  });
});
