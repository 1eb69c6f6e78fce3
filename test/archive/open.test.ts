import { expect, test } from "bun:test";
import { SQL } from "bun";
import { ArchiveDownError } from "../../src/archive/archive.ts";
import type { Sql } from "../../src/archive/database.ts";
import { migrate, migrations } from "../../src/archive/migrations.ts";
import { postgresAt } from "../../src/archive/postgres.ts";
import { sqliteIn } from "../../src/archive/sqlite.ts";
import { spawnProgram } from "../support/process.ts";
import { describeArchives, edition, type Place } from "./places.ts";

const databaseOf = ({ options: { databaseUrl, databasePasswordFile, data } }: Place) =>
  databaseUrl ? postgresAt(databaseUrl, { passwordFile: databasePasswordFile }) : sqliteIn(data);

/** Runs one statement beside the archive. */
async function run(place: Place, statement: string) {
  const { databaseUrl, databasePasswordFile, data } = place.options;
  const password = databasePasswordFile && (await Bun.file(databasePasswordFile).text()).trim();
  const sql = databaseUrl
    ? new SQL({ url: databaseUrl, ...(password && { password }) })
    : new SQL({ adapter: "sqlite", filename: `${data}/vitae.sqlite` });
  return sql.unsafe(statement).finally(() => sql.close());
}

describeArchives("opening an archive", newPlace => {
  test("eight processes that start at once make it once, and all can use it", async () => {
    await using place = await newPlace();
    const { log, ...where } = place.options;
    const processes = Array.from({ length: 8 }, () =>
      spawnProgram({ entry: "test/archive/opener.ts", args: [JSON.stringify(where)] }),
    );
    expect(await Promise.all(processes.map(({ exited }) => exited))).toEqual(Array(8).fill(0));
    expect(processes.map(({ stdout }) => stdout())).toEqual(Array(8).fill("up"));
    expect([...(await run(place, "SELECT version FROM schema_version"))]).toEqual([{ version: 1 }]);
  });

  test("one of a newer version is refused clearly, is not changed, and is used when it is of our version again", async () => {
    await using place = await newPlace();
    const before = place.open();
    await before.editions.add(edition("kept"), { activate: true });
    await run(place, "UPDATE schema_version SET version = 99");
    // One that was open when it became newer does not write either.
    const add = before.editions.add(edition("lost"), { activate: true });
    const refused = await add.catch(error => error);
    expect(refused.message).toContain("written by a newer Vitae");
    const archive = place.open();
    await archive.tried;
    expect(archive.state).toBe("down");
    expect(archive.reason).toStartWith(
      "It was written by a newer Vitae (version 99 of the archive; this one knows 1)",
    );
    const down = await archive.editions.current().catch(error => error);
    expect(down).toBeInstanceOf(ArchiveDownError);
    expect([refused.fault, down.fault]).toEqual(["newer", "newer"]);
    await run(place, "UPDATE schema_version SET version = 1");
    const again = place.open();
    expect((await again.editions.list({ limit: 9 })).map(({ id }) => id)).toEqual([1]);
  });

  test("an older one is brought to the newest version once, by one of those that start at once", async () => {
    await using place = await newPlace();
    await place.open().editions.add(edition("kept"), { activate: true });
    const steps = [
      ...migrations,
      async (sql: Sql) => {
        await sql`ALTER TABLE editions ADD COLUMN extra TEXT`;
        await sql`INSERT INTO secrets VALUES (${"step"}, ${Buffer.from("x")})`;
      },
    ];
    const sessions = await Promise.all([1, 2, 3, 4].map(() => databaseOf(place).open()));
    await Promise.all(sessions.map(session => migrate(session, steps)));
    expect([...(await run(place, "SELECT extra FROM editions"))]).toEqual([{ extra: null }]);
    await Promise.all(sessions.map(session => session.close()));
  });

  test("a step that fails changes nothing", async () => {
    await using place = await newPlace();
    const steps = [
      async (sql: Sql) => {
        await sql`CREATE TABLE half (id INTEGER)`;
        throw new Error("stop");
      },
    ];
    const session = await databaseOf(place).open();
    await expect(migrate(session, steps)).rejects.toThrow("stop");
    expect(await session.hasTable("half")).toBe(false);
    expect(await session.hasTable("schema_version")).toBe(false);
    await session.close();
  });

  test("the log tells of it in one line, without a password", async () => {
    await using place = await newPlace();
    const archive = place.open();
    for (const text of ["1", "2"]) await archive.editions.add(edition(text), { activate: true });
    expect(place.lines.map(line => JSON.parse(line))).toEqual([
      {
        time: expect.any(String),
        level: "info",
        event: "archive",
        state: "up",
        database: databaseOf(place).name,
      },
    ]);
    expect(archive.reason).toBeUndefined();
  });
});
