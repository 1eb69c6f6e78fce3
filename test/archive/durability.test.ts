import { expect, test } from "bun:test";
import type { Archive } from "../../src/archive/archive.ts";
import { spawnProgram } from "../support/process.ts";
import { waitFor } from "../support/wait.ts";
import { describeArchives, type Place } from "./places.ts";

/** VITAE_KILLS=200 for a night. */
const rounds = Number(process.env.VITAE_KILLS ?? 20);

describeArchives("what is acknowledged", newPlace => {
  test(
    `survives kill -9 of its writer, whole, ${rounds} times`,
    async () => {
      await using place = await newPlace();
      const archive = place.open();
      const acknowledged = new Map<number, string>();
      for (let round = 0; round < rounds; round++) {
        for (const [id, text] of await killedWriter(place, round)) acknowledged.set(id, text);
        await expectWhole(archive, acknowledged);
      }
      expect(acknowledged.size).toBeGreaterThan(rounds);
    },
    30_000 + rounds * 2000,
  );
});

/** @returns the text of each edition that the writer was told to be kept, by number */
async function killedWriter({ options }: Place, round: number): Promise<[number, string][]> {
  const { log, ...where } = options;
  const writer = spawnProgram({ entry: "test/archive/writer.ts", args: [JSON.stringify(where)] });
  await waitFor(() => writer.stdout().includes("\n")).catch(() => {
    throw new Error(`Cannot kill the writer within its work: it does nothing\n${writer.stderr()}`);
  });
  // At another moment of a transaction in each round.
  await Bun.sleep((round * 7.3) % 40);
  writer.signal("SIGKILL");
  await writer.exited;
  const lines = writer.stdout().split("\n").slice(0, -1);
  return lines.map(line => {
    const [id = "", ...text] = line.split(" ");
    return [Number(id), text.join(" ")];
  });
}

async function expectWhole({ editions }: Archive, acknowledged: Map<number, string>): Promise<void> {
  const last = Math.max(...acknowledged.keys());
  const all = await editions.list({ limit: 1_000_000 });
  // The one after it may be there too: kept, and killed before it was said; a server may keep it only now.
  expect(all[0]?.id).toBeWithin(last, last + 2);
  expect((await editions.current())?.edition).toBeWithin(last, last + 2);
  expect(all.map(({ id }) => id)).toEqual(all.map((_, index) => all.length - index));
  for (const { id } of all.slice(0, 50)) {
    const bundle = await editions.filesOf(id);
    const text = Buffer.from(bundle?.files.get("resume.json") ?? []).toString();
    expect(text).toEqual(acknowledged.get(id) ?? expect.stringMatching(/^\d+ \d+$/));
  }
}
