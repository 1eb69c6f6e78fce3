import { Database } from "bun:sqlite";
import { describe, expect, test } from "bun:test";
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { ArchiveDownError } from "../../src/archive/archive.ts";
import { sqliteIn } from "../../src/archive/sqlite.ts";
import { waitFor } from "../support/wait.ts";
import { edition, place } from "./places.ts";

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe("the archive in SQLite", () => {
  test("its folder is its owner's alone, and so is each file in it", async () => {
    await using here = place({});
    await here.open().editions.add(edition(), { activate: true });
    const { data } = here.options;
    expect(mode(data)).toBe("700");
    for (const name of ["vitae.sqlite", "vitae.sqlite-wal", "vitae.sqlite-shm"]) {
      expect(mode(`${data}/${name}`)).toBe("600");
    }
  });

  test("it is on the disk before a change is acknowledged, and no wait is SQLite's own", async () => {
    await using here = place({});
    const session = await sqliteIn(here.options.data).open();
    const found = await session.read(async sql => [
      ...(await sql`PRAGMA journal_mode`),
      ...(await sql`PRAGMA synchronous`),
      ...(await sql`PRAGMA busy_timeout`),
    ]);
    expect(found).toEqual([{ journal_mode: "wal" }, { synchronous: 2 }, { timeout: 0 }]);
    await session.close();
  });

  test("while another process writes, the event loop goes on, reads are answered, and a write waits its turn", async () => {
    await using here = place({});
    const { editions } = here.open();
    await editions.add(edition("1"), { activate: true });
    using other = new Database(`${here.options.data}/vitae.sqlite`);
    other.run("BEGIN IMMEDIATE");
    const added = editions.add(edition("2"), { activate: true });
    let longestMs = 0;
    const end = performance.now() + 500;
    for (let last = performance.now(); last < end; ) {
      await Bun.sleep(1);
      longestMs = Math.max(longestMs, performance.now() - last);
      last = performance.now();
    }
    expect((await editions.current())?.edition).toBe(1);
    other.run("COMMIT");
    expect((await added).edition.id).toBe(2);
    expect(longestMs).toBeLessThan(200);
  });

  test("a write that never gets its turn ends after some seconds, and the archive goes on being read", async () => {
    await using here = place({});
    const archive = here.open();
    await archive.editions.add(edition("1"), { activate: true });
    using other = new Database(`${here.options.data}/vitae.sqlite`);
    other.run("BEGIN IMMEDIATE");
    const error = await archive.editions.add(edition("2"), { activate: true }).catch(error => error);
    expect(error).toBeInstanceOf(ArchiveDownError);
    expect(error.message).toContain("kept busy by another process");
    expect(archive.state).toBe("up");
    expect(await archive.editions.list({ limit: 9 })).toHaveLength(1);
    other.run("ROLLBACK");
    expect((await archive.editions.add(edition("2"), { activate: true })).edition.id).toBe(2);
  }, 20_000);

  test("what is asked at the same moment is not caught in another's transaction", async () => {
    await using here = place({});
    const { editions, tokens } = here.open();
    await editions.add(edition("1"), { activate: true, expected: 0 });
    // The adding fails and is rolled back: the tokens of the same moment are not.
    const made = await Promise.allSettled([
      editions.add(edition("2"), { activate: true, expected: 9 }),
      tokens.create("a"),
      editions.add(edition("3"), { activate: true, expected: 9 }),
      tokens.create("b"),
    ]);
    expect(made.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "rejected", "fulfilled"]);
    expect((await tokens.list()).map(({ name }) => name)).toEqual(["a", "b"]);
  });

  test("one that is removed while it is open is missed, and no empty one is made in its place", async () => {
    await using here = place({});
    const archive = here.open();
    await archive.editions.add(edition("1"), { activate: true });
    const file = `${here.options.data}/vitae.sqlite`;
    const copy = `${here.options.data}/copy`;
    new Database(file).run(`VACUUM INTO '${copy}'`);
    for (const end of ["", "-wal", "-shm"]) rmSync(`${file}${end}`, { force: true });
    const error = await archive.editions.add(edition("2"), { activate: true }).catch(error => error);
    expect(error).toBeInstanceOf(ArchiveDownError);
    expect(error.message).toContain("removed or replaced while it was open");
    await waitFor(() => archive.reason === `There is no ${file}`);
    expect(existsSync(file)).toBe(false);
    await Bun.write(file, Bun.file(copy));
    await waitFor(() => archive.state === "up");
    expect((await archive.editions.add(edition("2"), { activate: true })).edition.id).toBe(2);
  });

  test.each([
    [
      "a file that is no database",
      (data: string) => writeFileSync(`${data}/vitae.sqlite`, "no database".repeat(500)),
      "is not a database",
    ],
    ["a folder in its place", (data: string) => mkdirSync(`${data}/vitae.sqlite`), "cannot be opened"],
  ])("%s is told of and left as it is", async (_, make, reason) => {
    await using here = place({});
    mkdirSync(here.options.data);
    make(here.options.data);
    const archive = here.open();
    await expect(archive.editions.current()).rejects.toThrow(reason);
    expect(archive.state).toBe("down");
    expect(archive.reason).toContain(reason);
  });

  test("a damaged file is told of, with what to do", async () => {
    await using here = place({});
    const archive = here.open();
    for (let count = 0; count < 30; count++)
      await archive.editions.add(edition(`${count}`.repeat(5000)), { activate: true });
    await archive.close();
    const file = `${here.options.data}/vitae.sqlite`;
    const bytes = Buffer.from(await Bun.file(file).bytes());
    bytes.fill(0xff, 4096, bytes.length - 4096);
    await Bun.write(file, bytes);
    await expect(here.open().editions.list({ limit: 9 })).rejects.toThrow("restore a backup");
  });

  test("where nothing may be made there, it is told, and it is used as soon as it may", async () => {
    await using here = place({});
    writeFileSync(here.options.data, "a file where the folder should be");
    const archive = here.open();
    await archive.tried;
    expect([archive.state, archive.reason]).toEqual([
      "down",
      expect.stringContaining("cannot be opened (EEXIST)"),
    ]);
    rmSync(here.options.data);
    await waitFor(() => archive.state === "up");
    expect(here.lines.map(line => JSON.parse(line).state)).toEqual(["down", "up"]);
  });

  test("where it may not be made, none is", async () => {
    await using here = place({});
    const archive = here.open({ mayCreate: false });
    await expect(archive.editions.current()).rejects.toThrow("There is no ");
    expect(existsSync(here.options.data)).toBe(false);
  });
});
