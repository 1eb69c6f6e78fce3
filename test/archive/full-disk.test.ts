import { afterEach, beforeEach, expect, test } from "bun:test";
import { chownSync, statSync } from "node:fs";
import { type Archive, ArchiveDownError } from "../../src/archive/archive.ts";
import { canMount, describeMounted, makeReadOnly, mount, unmount } from "../support/disk.ts";
import { type Fixture, fixture } from "../support/fixture.ts";
import { describeWithPostgres, edition, place } from "./places.ts";

/** Adds editions until there is no space left. @returns how many were added */
async function fill({ editions }: Archive): Promise<{ added: number; error: ArchiveDownError }> {
  for (let added = 0; ; added++) {
    try {
      // Random: PostgreSQL compresses what can be.
      const text = Buffer.from(crypto.getRandomValues(new Uint8Array(50_000))).toString("base64");
      await editions.add(edition(text), { activate: true });
    } catch (error) {
      if (error instanceof ArchiveDownError) return { added, error };
      throw error;
    }
  }
}

/** Nothing half done, and reading goes on. */
async function expectWhole(archive: Archive, added: number): Promise<void> {
  const { editions } = archive;
  const all = await editions.list({ limit: 1000 });
  expect(all.map(({ id }) => id)).toEqual(Array.from({ length: added }, (_, index) => added - index));
  expect(await editions.current()).toMatchObject({ id: added, edition: added });
  const bundle = await editions.filesOf(added);
  expect(bundle?.files.get("resume.json")?.byteLength).toBe(all[0]?.files[0]?.bytes);
  expect(archive.state).toBe("up");
}

describeMounted("on a full disk, SQLite", () => {
  let disk: Fixture;
  beforeEach(() => {
    disk = fixture({});
    mount(disk.file("disk"), 4);
  });
  afterEach(() => {
    unmount(disk.file("disk"));
    disk[Symbol.dispose]();
  });

  test("a publication is refused with the reason, nothing of it is kept, and it succeeds when there is space", async () => {
    await using here = place({ data: disk.file("disk") });
    const archive = here.open();
    const ballast = disk.file("disk/ballast");
    await Bun.write(ballast, new Uint8Array(1_000_000));
    const { added, error } = await fill(archive);
    expect(added).toBeGreaterThan(2);
    expect([error.fault, error.message]).toEqual(["full", expect.stringMatching(/^The disk is full/)]);
    await expectWhole(archive, added);
    await expect(archive.editions.add(edition("0".repeat(50_000)), { activate: true })).rejects.toThrow();
    const told = here.lines.map(line => JSON.parse(line)).filter(({ operation }) => operation === "write");
    expect(told).toMatchObject([{ event: "archive", level: "warn", state: "up", reason: error.message }]);
    // A program that starts on the full disk has it too.
    await expectWhole(here.open(), added);
    await Bun.file(ballast).delete();
    const { edition: next } = await archive.editions.add(edition("1"), { activate: true });
    expect(next.id).toBe(added + 1);
    await expectWhole(archive, added + 1);
  });

  test("one that is opened there says why it cannot be", async () => {
    const path = disk.file("disk");
    await using before = place({ data: path });
    await before.open().editions.add(edition("1"), { activate: true });
    await before[Symbol.asyncDispose]();
    await Bun.write(`${path}/ballast`, new Uint8Array(8_000_000)).catch(() => {});
    await using here = place({ data: path });
    const archive = here.open();
    const error = await archive.editions.current().catch(error => error);
    expect([error.fault, archive.state]).toEqual(["full", "down"]);
    expect(archive.reason).toStartWith("The disk is full");
  });

  test("a token lets in though its use cannot be noted", async () => {
    await using here = place({ data: disk.file("disk") });
    const archive = here.open();
    const { text } = await archive.tokens.create("laptop");
    await fill(archive);
    expect((await archive.tokens.verify(text))?.name).toBe("laptop");
  });
});

describeMounted("where nothing may be written, SQLite", () => {
  test("what is there is read or told to be unreadable, and a publication is refused with the reason", async () => {
    using disk = fixture({});
    const path = disk.file("disk");
    mount(path, 4);
    try {
      const before = place({ data: path });
      await before.open().editions.add(edition("1"), { activate: true });
      await before[Symbol.asyncDispose]();
      makeReadOnly(path);
      await using here = place({ data: path });
      const archive = here.open();
      const error = await archive.editions.add(edition("2"), { activate: true }).catch(error => error);
      expect(error).toBeInstanceOf(ArchiveDownError);
      expect(error.fault).toBe("read-only");
      expect(archive.reason).toContain(path);
    } finally {
      unmount(path);
    }
  });
});

if (canMount) {
  describeWithPostgres("on a full disk", postgres => {
    test("a publication is refused with the reason, nothing of it is kept, and it succeeds when there is space", async () => {
      using disk = fixture({});
      const path = disk.file("disk");
      mount(path, 24);
      const { uid, gid } = statSync(postgres().folder);
      for (const owned of [disk.path, path]) chownSync(owned, uid, gid);
      try {
        const databaseUrl = await postgres().makeDatabase(true, path);
        await using here = place({ databaseUrl });
        const archive = here.open();
        await archive.editions.current();
        const ballast = `${path}/ballast`;
        await Bun.write(ballast, new Uint8Array(6_000_000));
        const { added, error } = await fill(archive);
        expect(added).toBeGreaterThan(2);
        expect(error.message).toBe(`The disk of PostgreSQL at 127.0.0.1:${postgres().port}/test_1 is full`);
        expect(error.fault).toBe("full");
        await expectWhole(archive, added);
        await Bun.file(ballast).delete();
        expect((await archive.editions.add(edition("1"), { activate: true })).edition.id).toBe(added + 1);
      } finally {
        unmount(path);
      }
    });
  });
}
