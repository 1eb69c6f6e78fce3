import { expect, test } from "bun:test";
import { rmSync, writeFileSync } from "node:fs";
import { SQL } from "bun";
import { type Archive, ArchiveDownError } from "../../src/archive/archive.ts";
import { waitFor } from "../support/wait.ts";
import { describeWithPostgres, edition, place, placeIn } from "./places.ts";

/** How long a call takes that is refused, in ms. */
async function timeToRefusal({ editions }: Archive): Promise<number> {
  const start = performance.now();
  await expect(editions.current()).rejects.toBeInstanceOf(ArchiveDownError);
  return performance.now() - start;
}

describeWithPostgres("the archive in PostgreSQL", postgres => {
  test("while the server hangs, each call ends within three seconds, and goes on where it goes on", async () => {
    await using here = await placeIn(postgres());
    const archive = here.open();
    await archive.editions.add(edition("1"), { activate: true });
    postgres().signal("SIGSTOP");
    try {
      const refused = [timeToRefusal(archive), timeToRefusal(archive), timeToRefusal(archive)];
      const added = archive.editions.add(edition("2"), { activate: true }).catch(error => error);
      for (const ms of await Promise.all(refused)) expect(ms).toBeLessThan(3000);
      expect(await added).toBeInstanceOf(ArchiveDownError);
      expect(await timeToRefusal(archive)).toBeLessThan(3000);
      expect(await timeToRefusal(here.open())).toBeLessThan(3000);
      expect([archive.state, archive.reason]).toEqual([
        "down",
        expect.stringContaining(`127.0.0.1:${postgres().port}`),
      ]);
    } finally {
      postgres().signal("SIGCONT");
    }
    await waitFor(() => archive.state === "up");
    // What was to be added is there as a whole or not at all.
    const [newest] = await archive.editions.list({ limit: 9 });
    expect((await archive.editions.current())?.edition).toBe(newest?.id ?? 0);
    await archive.editions.add(edition("3"), { activate: true });
  }, 30_000);

  test("after a crash of the server it is there again by itself, with all that was acknowledged", async () => {
    await using here = await placeIn(postgres());
    const archive = here.open();
    await archive.editions.add(edition("1"), { activate: true });
    await postgres().kill();
    expect(await timeToRefusal(archive)).toBeLessThan(3000);
    await postgres().start();
    await waitFor(() => archive.state === "up");
    expect(await archive.editions.current()).toMatchObject({ id: 1, edition: 1 });
    const states = here.lines.map(line => JSON.parse(line).state);
    expect([states.at(0), states.at(1), states.at(-1)]).toEqual(["up", "down", "up"]);
    // One line for each reason, however often it was tried.
    const reasons = here.lines.flatMap(line => JSON.parse(line).reason ?? []);
    expect(new Set(reasons).size).toBe(reasons.length);
  }, 60_000);

  test("a loss is noticed though nobody asks", async () => {
    await using here = await placeIn(postgres());
    const archive = here.open();
    await archive.tried;
    await postgres().kill();
    await waitFor(() => archive.state === "down");
    await postgres().start();
    await waitFor(() => archive.state === "up");
  }, 60_000);

  test("the password may come later, and may be another one", async () => {
    await using here = await placeIn(postgres());
    const passwordFile = here.folder.file("password");
    const archive = here.open({ databasePasswordFile: passwordFile });
    await archive.tried;
    expect(archive.reason).toBe(`The password for PostgreSQL cannot be read from ${passwordFile} (ENOENT)`);
    writeFileSync(passwordFile, "wrong\n");
    await waitFor(() => archive.reason?.includes("password authentication failed") === true);
    writeFileSync(passwordFile, `${postgres().password}\n`);
    await waitFor(() => archive.state === "up");
    rmSync(passwordFile);
    expect(await archive.editions.current()).toBeUndefined();
  });

  test("no password is told, whatever is wrong", async () => {
    const secret = "geheim-12345";
    const addresses = [
      `postgres://vitae:${secret}@127.0.0.1:1/x`,
      `postgres://vitae:${secret}@127.0.0.1:${postgres().port}/x`,
      `postgres://vitae:${secret}@127.0.0.1:99999/x`,
      `postgres://vitae:${secret}%zz@127.0.0.1:${postgres().port}/x`,
      `postgres://vitae:${secret}@127.0.0.1:${postgres().port}/x?sslmode=bogus`,
      `postgres://vitae:${secret}@no-such-host.invalid/x`,
    ];
    for (const databaseUrl of addresses) {
      await using here = place({ databaseUrl });
      const archive = here.open();
      const error = await archive.editions.current().catch(error => error);
      expect(error).toBeInstanceOf(ArchiveDownError);
      expect(archive.reason).toBeString();
      expect(`${Bun.inspect(error)} ${archive.reason} ${here.lines}`).not.toContain(secret);
    }
  });

  test("a database that is not there is told of by its name", async () => {
    const url = (await postgres().makeDatabase()).replace(/[^/]+$/, "missing");
    await using here = place({ databaseUrl: url });
    await expect(here.open().editions.current()).rejects.toThrow('database "missing" does not exist');
  });

  test("a publisher that has stopped within a transaction holds up the others for some seconds only", async () => {
    await using here = await placeIn(postgres());
    const archive = here.open();
    await archive.editions.add(edition("1"), { activate: true });
    const other = new SQL({ url: here.options.databaseUrl ?? "", password: postgres().password, max: 1 });
    await other.unsafe("BEGIN; INSERT INTO editions VALUES (2, 'x', 'x', 'x', NULL, '[]', 'x')").simple();
    const start = performance.now();
    const error = await archive.editions.add(edition("2"), { activate: true }).catch(error => error);
    expect(error).toBeInstanceOf(ArchiveDownError);
    expect(error.message).toContain("kept busy by another process");
    expect(performance.now() - start).toBeLessThan(8000);
    expect(archive.state).toBe("up");
    await other.close({ timeout: 0 });
    await waitFor(
      async () => (await archive.editions.add(edition("2"), { activate: true })).edition.id === 2,
    );
  }, 30_000);

  test("one that only follows another is read, and a publication is refused with the reason", async () => {
    await using here = await placeIn(postgres());
    const archive = here.open();
    await archive.editions.add(edition("1"), { activate: true });
    const standby = `${postgres().folder}/data/standby.signal`;
    await postgres().kill();
    await Bun.write(standby, "");
    await postgres().start();
    try {
      await waitFor(async () => (await archive.editions.current().catch(() => undefined))?.id === 1);
      const error = await archive.editions.add(edition("2"), { activate: true }).catch(error => error);
      expect(error).toBeInstanceOf(ArchiveDownError);
      expect([error.fault, archive.state]).toEqual(["read-only", "up"]);
      expect(error.message).toContain("during recovery");
    } finally {
      await postgres().kill();
      await Bun.file(standby).delete();
      await postgres().start();
    }
    const added = () => archive.editions.add(edition("2"), { activate: true });
    await waitFor(async () => (await added().catch(() => undefined)) !== undefined);
  }, 60_000);
});
