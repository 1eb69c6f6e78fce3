import { expect, setDefaultTimeout, test } from "bun:test";
import { statSync } from "node:fs";
import { publishMany, resumeAt } from "../archive/many.ts";
import { describeArchives, environmentOf, type Place } from "../archive/places.ts";
import { spawnProgram } from "../support/process.ts";

setDefaultTimeout(120_000);

const many = 2000;
const half = many / 2;

/** Runs a command on the archive of a place, and says how long that took. */
async function run(command: "backup" | "restore", where: Place, file: string): Promise<string> {
  const startMs = performance.now();
  const entry = `src/commands/${command}.ts`;
  const program = spawnProgram({ entry, args: [file], env: environmentOf(where) });
  expect([await program.exited, program.stderr().replace(/^✓.*\n$/, "")]).toEqual([0, ""]);
  return `${command} ${((performance.now() - startMs) / 1000).toFixed(1)} s`;
}

describeArchives("2,000 editions", newPlace => {
  test("a backup holds all of them, and an empty archive has them back", async () => {
    await using from = await newPlace();
    await using to = await newPlace();
    await publishMany(from, many);
    const file = from.folder.file("backup.gz");
    const took = [await run("backup", from, file), await run("restore", to, file)];
    // How long it takes is for a reader of the test's output: nothing is held against it.
    process.stderr.write(`  ${took.join(", ")}, ${statSync(file).size >> 10} KiB\n`);
    const [was, is] = [from.open().editions, to.open().editions];
    expect(await is.current()).toMatchObject({ id: many, edition: many });
    expect(await is.previous()).toBe(many - 1);
    for (const page of [{ limit: half }, { before: half + 1, limit: half + 1 }]) {
      const restored = await is.list(page);
      expect(restored).toHaveLength(half);
      expect(restored).toEqual(await was.list(page));
    }
    for (const id of [1, half, many]) {
      const content = (await is.filesOf(id))?.files.get("resume.json") ?? "";
      expect(Buffer.from(content).toString() === resumeAt(id)).toBe(true);
    }
  });
});
