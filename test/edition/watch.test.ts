import { afterEach, expect, test } from "bun:test";
import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { lookAt, type Watch, watch } from "../../src/edition/watch.ts";
import { type Fixture, fixture } from "../support/fixture.ts";
import { spawnProgram } from "../support/process.ts";
import { waitFor } from "../support/wait.ts";

/** Longer than it takes to see a change and to wait until it has settled. */
const longEnoughMs = 400;

const open: (Watch | Fixture)[] = [];

afterEach(() => {
  for (const item of open.splice(0)) {
    if ("stop" in item) item.stop();
    else item[Symbol.dispose]();
  }
});

/** Watches me.json among these files, and counts. */
async function start(files: Record<string, string>, onChange: () => Promise<void> = async () => {}) {
  const folder = fixture(files);
  let calls = 0;
  const watching = watch(folder.file("me.json"), async () => {
    calls++;
    await onChange();
  });
  open.push(watching, folder);
  // The first look is what changes are seen against.
  await Bun.sleep(50);
  return {
    ...watching,
    file: folder.file,
    calls: () => calls,
    /** Waits until there were as many calls, and sees that there are not more. */
    settledAt: async (count: number) => {
      await waitFor(() => calls >= count);
      await Bun.sleep(longEnoughMs);
      expect(calls).toBe(count);
    },
  };
}

test("a file that nobody changes is no reason for a call", async () => {
  const { settledAt } = await start({ "me.json": "{}", "me.it.json": "{}" });
  await settledAt(0);
});

test.each(["me.json", "me.pt-BR.yaml", "me.Wrong.json"])(
  "%s: new, changed, replaced and removed are a call each",
  async name => {
    const { file, settledAt } = await start(name === "me.json" ? {} : { "me.json": "{}" });
    writeFileSync(file(name), "{}");
    await settledAt(1);
    writeFileSync(file(name), "{ }");
    await settledAt(2);
    writeFileSync(file("new"), "[ ]");
    const before = new Date(1_000_000_000_000);
    utimesSync(file("new"), before, before);
    utimesSync(file(name), before, before);
    await settledAt(3);
    renameSync(file("new"), file(name));
    await settledAt(4);
    rmSync(file(name));
    await settledAt(5);
  },
  30_000,
);

test("a photo that the résumé or a version names is looked at too, wherever it lies; another is not", async () => {
  const { file, settledAt } = await start({
    "me.json": '{"basics":{"image":"pictures/me.jpg"}}',
    "me.it.json": '{"basics":{"image":"io.png"}}',
    "other.jpg": "",
  });
  mkdirSync(file("pictures"));
  writeFileSync(file("pictures/me.jpg"), "one");
  await settledAt(1);
  writeFileSync(file("pictures/me.jpg"), "two");
  await settledAt(2);
  writeFileSync(file("io.png"), "one");
  await settledAt(3);
  writeFileSync(file("other.jpg"), "one");
  await settledAt(3);
  writeFileSync(file("me.it.json"), '{"basics":{"image":"other.jpg"}}');
  await settledAt(4);
  rmSync(file("other.jpg"));
  await settledAt(5);
}, 30_000);

test("what an editor leaves beside it, and other files, are no reason for a call", async () => {
  const { file, settledAt } = await start({ "me.json": "{}" });
  for (const name of [
    "me.json~",
    ".me.it.json.swp",
    "4913",
    "me.it.json.tmp",
    "#me.it.json#",
    "other.it.json",
    "me.txt",
  ])
    writeFileSync(file(name), "{");
  await settledAt(0);
});

test("a save that takes the file away for a moment, or writes it in pieces, is one call, when it is whole", async () => {
  const seen: string[] = [];
  const { file } = await start({ "me.json": "{}", "me.it.json": "{}" }, async () => {
    const text = Bun.file(file("me.it.json")).text();
    seen.push(await text.catch(() => "gone"));
  });
  // Several times, so that some of the moments meet a look.
  for (let count = 1; count <= 12; count++) {
    const whole = `{${" ".repeat(count)}}`;
    seen.length = 0;
    const begin = performance.now();
    renameSync(file("me.it.json"), file("me.it.json~"));
    await Bun.sleep(20);
    writeFileSync(file("me.it.json"), "{");
    await Bun.sleep(20);
    writeFileSync(file("me.it.json"), whole);
    const isSlow = performance.now() - begin > 48;
    await waitFor(() => seen.at(-1) === whole);
    // A machine that is too busy has made it two changes.
    if (!isSlow) expect(seen).toEqual([whole]);
    await Bun.sleep(count * 17);
  }
}, 30_000);

test("changes during a call are one more call after it, one at a time", async () => {
  let running = 0;
  let most = 0;
  const { promise: gate, resolve: release } = Promise.withResolvers<void>();
  const { file, calls, run, settledAt } = await start({ "me.json": "{}" }, async () => {
    most = Math.max(most, ++running);
    await gate;
    running--;
  });
  writeFileSync(file("me.json"), "{ }");
  await waitFor(() => calls() === 1);
  writeFileSync(file("me.it.json"), "{}");
  await Bun.sleep(longEnoughMs);
  run();
  run();
  expect(calls()).toBe(1);
  release();
  await settledAt(2);
  expect(most).toBe(1);
});

test("what is stopped calls no more", async () => {
  const { file, stop, settledAt } = await start({ "me.json": "{}" });
  writeFileSync(file("me.json"), "{ }");
  stop();
  await settledAt(0);
});

test("keeps no process alive", async () => {
  using folder = fixture({
    "watch.ts": `import { watch } from ${JSON.stringify(`${import.meta.dir}/../../src/edition/watch.ts`)};\nwatch("me.json", async () => {});`,
  });
  expect(await spawnProgram({ entry: folder.file("watch.ts") }).exited).toBe(0);
});

test("a change between the look before and the first of its own is a call", async () => {
  const folder = fixture({ "me.json": "{}" });
  const seen = await lookAt(folder.file("me.json"));
  writeFileSync(folder.file("me.json"), "{ }");
  let calls = 0;
  const watching = watch(folder.file("me.json"), async () => void calls++, seen);
  open.push(watching, folder);
  await waitFor(() => calls === 1);
  await Bun.sleep(longEnoughMs);
  expect(calls).toBe(1);
});
