import { expect, test } from "bun:test";
import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import {
  describeArchives,
  describeWithPostgres,
  edition,
  environmentOf,
  type Place,
  place,
  placeIn,
} from "../archive/places.ts";
import { root, spawnProgram } from "../support/process.ts";

async function run(command: "backup" | "restore", where: Place, args: string[], more = {}) {
  const env = { ...environmentOf(where), ...more };
  const program = spawnProgram({ entry: `src/commands/${command}.ts`, args, env });
  const code = await program.exited;
  return { code, stdout: program.stdout(), stderr: program.stderr() };
}

const later = new Date(Date.now() + 60_000).toISOString();
const link = { name: "Bob", who: "owner", edition: 1, version: "it", reveal: ["email"], expires: later };

/** Something of everything. @returns the texts that are kept nowhere */
async function fill(where: Place) {
  const { editions, tokens, shares } = where.open();
  const photo = Buffer.from(crypto.getRandomValues(new Uint8Array(60_000)))
    .toString("base64")
    .repeat(20);
  const options = { activate: true, idempotency: { key: "k", digest: "d" } };
  await editions.add(edition(photo, { note: "Grüße 🦉\n", repairs: ["one", "two"] }), options);
  await editions.add(edition("2"), { activate: true });
  await editions.add(edition("3"), { activate: false });
  await editions.rollback({ who: "owner" });
  const { text: revoked } = await tokens.create("old");
  await tokens.revoke(1);
  const { text: token } = await tokens.create("laptop");
  const { text: share } = await shares.create(link);
  await shares.countOpen(1);
  return { revoked, token, share };
}

/** All that an archive says. */
async function contents(where: Place) {
  const { editions, tokens, shares } = where.open();
  const all = await editions.list({ limit: 100 });
  const files = await Promise.all(all.map(({ id }) => editions.filesOf(id)));
  return {
    all,
    files: files.map(bundle => [...(bundle?.files ?? [])].map(([name, bytes]) => [name, Bun.hash(bytes)])),
    current: await editions.current(),
    previous: await editions.previous(),
    tokens: await tokens.list(),
    shares: await shares.list(),
  };
}

async function expectRestored(from: Place, to: Place, secrets: Awaited<ReturnType<typeof fill>>) {
  expect(await contents(to)).toEqual(await contents(from));
  const { editions, tokens, shares } = to.open();
  expect((await tokens.verify(secrets.token))?.name).toBe("laptop");
  expect(await tokens.verify(secrets.revoked)).toBeUndefined();
  expect((await shares.verify(secrets.share))?.name).toBe("Bob");
  const options = { activate: true, idempotency: { key: "k", digest: "d" } };
  expect((await editions.add(edition("again"), options)).isRepeated).toBe(true);
  // It goes on where it was.
  expect((await editions.add(edition("4"), { activate: true })).edition.id).toBe(4);
}

describeArchives("backup and restore", newPlace => {
  test("what was restored into an empty archive is what was backed up", async () => {
    await using from = await newPlace();
    await using to = await newPlace();
    const secrets = await fill(from);
    const file = from.folder.file("backup");
    const made = await run("backup", from, [file]);
    expect([made.code, made.stdout]).toEqual([0, ""]);
    expect(made.stderr).toContain(`Backed up in ${file}: 3 editions, 2 tokens, 1 share link`);
    expect((statSync(file).mode & 0o777).toString(8)).toBe("600");
    expect(readdirSync(from.folder.path).filter(name => name.includes("unfinished"))).toEqual([]);
    const restored = await run("restore", to, [file]);
    expect([restored.code, restored.stderr]).toEqual([0, ""]);
    expect(restored.stdout).toContain("Restored 3 editions, 2 tokens, 1 share link");
    await expectRestored(from, to, secrets);
  });

  test("an archive that holds anything is not written over", async () => {
    await using from = await newPlace();
    await using to = await newPlace();
    await fill(from);
    const file = from.folder.file("backup");
    await run("backup", from, [file]);
    await to.open().tokens.create("mine");
    const { code, stderr } = await run("restore", to, [file]);
    expect([code, stderr]).toEqual([1, expect.stringContaining("the archive is not empty (1 in tokens)")]);
    expect((await contents(to)).all).toEqual([]);
    expect((await to.open().tokens.list()).map(({ name }) => name)).toEqual(["mine"]);
  });

  test("a file that was cut or changed anywhere is refused, and nothing is written", async () => {
    await using from = await newPlace();
    await using to = await newPlace();
    await fill(from);
    const file = from.folder.file("backup");
    await run("backup", from, [file]);
    const whole = await Bun.file(file).bytes();
    const text = Buffer.from(Bun.gunzipSync(whole)).toString();
    const pack = (changed: string) => Bun.gzipSync(Buffer.from(changed));
    const lines = text.trimEnd().split("\n");
    const broken: [Uint8Array<ArrayBuffer>, why: string][] = [
      [new Uint8Array(), "it is cut"],
      [new TextEncoder().encode(text), "it cannot be unpacked"],
      [whole.slice(0, 1), "it is cut"],
      [whole.slice(0, 5000), "it is cut"],
      [whole.slice(0, -1), "it is cut"],
      [Buffer.concat([whole, Buffer.from("more")]), "it cannot be unpacked"],
      [pack(`${lines.slice(0, -1).join("\n")}\n`), "it is cut: its last line is missing"],
      [pack(text.slice(0, -20)), "it is cut within a line"],
      [pack(`${lines.toSpliced(2, 1).join("\n")}\n`), "it was changed"],
      [pack(text.replace('"name":"Ada"', '"name":"Eve"')), "it was changed"],
      [pack(`${text}${lines[1]}\n`), "something follows its last line"],
      [pack('{"a":1}\n'), "it is no backup of Vitae"],
      [pack(text.replace('"archive":1', '"archive":99')), "it was made by a newer Vitae"],
    ];
    for (const [bytes, why] of broken) {
      writeFileSync(file, bytes);
      const { code, stdout, stderr } = await run("restore", to, [file]);
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toMatch(/^Cannot restore .*\n$/);
      expect(stderr).toContain(why);
    }
    expect((await contents(to)).all).toEqual([]);
  }, 60_000);

  test("it is the archive of one moment, while publications go on", async () => {
    await using from = await newPlace();
    const { editions } = from.open();
    let isDone = false;
    const publish = async () => {
      for (let count = 0; !isDone; count++) await editions.add(edition(`${count}`), { activate: true });
    };
    const publishing = publish();
    const file = (number: number) => from.folder.file(`backup-${number}`);
    for (const number of [1, 2, 3]) expect((await run("backup", from, [file(number)])).code).toBe(0);
    isDone = true;
    await publishing;
    for (const number of [1, 2, 3]) {
      await using to = await newPlace();
      expect((await run("restore", to, [file(number)])).code).toBe(0);
      const { all, current, files } = await contents(to);
      expect(all.length).toBeGreaterThan(0);
      expect([current?.edition, current?.id]).toEqual([all[0]?.id, all[0]?.id]);
      expect(files.every(list => list.length === 1)).toBe(true);
    }
  }, 60_000);

  test("a backup goes through a pipe", async () => {
    await using from = await newPlace();
    await using to = await newPlace();
    const secrets = await fill(from);
    const env = (where: Place) =>
      Object.entries(environmentOf(where))
        .map(([name, value]) => `${name}='${value}'`)
        .join(" ");
    const bun = `'${process.execPath}' --no-env-file`;
    const line = `${env(from)} ${bun} src/commands/backup.ts | ${env(to)} ${bun} src/commands/restore.ts -`;
    const { exitCode } = Bun.spawnSync(["sh", "-c", line], {
      cwd: root,
      env: { PATH: process.env.PATH ?? "" },
    });
    expect(exitCode).toBe(0);
    await expectRestored(from, to, secrets);
  });

  test("what is there already is not written over, and what cannot be written is told", async () => {
    await using from = await newPlace();
    await from.open().editions.add(edition(), { activate: true });
    const file = from.folder.file("backup");
    writeFileSync(file, "precious");
    const there = await run("backup", from, [file]);
    expect([there.code, there.stderr]).toEqual([1, expect.stringContaining("it is there already")]);
    expect(await Bun.file(file).text()).toBe("precious");
    const nowhere = await run("backup", from, [from.folder.file("none/backup")]);
    expect([nowhere.code, nowhere.stderr]).toEqual([
      1,
      expect.stringContaining("Cannot write the backup: ENOENT"),
    ]);
  });
});

test("there is no backup of an archive that is not there, and none is made", async () => {
  await using nowhere = place({});
  const { code, stderr } = await run("backup", nowhere, [nowhere.folder.file("backup")]);
  expect([code, stderr]).toEqual([
    1,
    `Cannot use the archive: There is no ${nowhere.options.data}/vitae.sqlite\n`,
  ]);
  expect(existsSync(nowhere.options.data)).toBe(false);
  expect(existsSync(nowhere.folder.file("backup"))).toBe(false);
});

test("a backup is not shown on a terminal", async () => {
  await using here = place({});
  await here.open().editions.add(edition(), { activate: true });
  let screen = "";
  const terminal = new Bun.Terminal({
    data(_, bytes) {
      screen += Buffer.from(bytes).toString();
    },
  });
  const command = [process.execPath, "--no-env-file", "src/commands/backup.ts"];
  const child = Bun.spawn(command, { cwd: root, env: environmentOf(here), terminal });
  expect(await child.exited).toBe(1);
  terminal.close();
  expect(screen.trim()).toBe("Cannot show a backup on a terminal: name a file, or send it into one");
});

test("neither works from elsewhere, nor without an archive", async () => {
  await using here = place({});
  const elsewhere = await run("backup", here, ["x"], { VITAE_URL: "https://example.com" });
  expect([elsewhere.code, elsewhere.stderr]).toEqual([
    1,
    expect.stringContaining("where the site's archive is"),
  ]);
  const none = await run("backup", here, ["x"], { DATA: "none" });
  expect([none.code, none.stderr]).toEqual([1, "There is no archive: DATA is none\n"]);
  expect((await run("restore", here, [])).code).toBe(2);
  expect((await run("restore", here, ["missing.gz"])).stderr).toContain("There is no ");
});

describeWithPostgres("a backup of one database in the other", postgres => {
  test("from SQLite to PostgreSQL and back it stays the same", async () => {
    await using first = place({});
    await using second = await placeIn(postgres());
    await using third = place({});
    const secrets = await fill(first);
    for (const [from, to, name] of [
      [first, second, "one"],
      [second, third, "two"],
    ] as const) {
      const file = first.folder.file(name);
      expect((await run("backup", from, [file])).code).toBe(0);
      expect((await run("restore", to, [file])).code).toBe(0);
    }
    expect(await contents(second)).toEqual(await contents(first));
    await expectRestored(first, third, secrets);
  });
});
