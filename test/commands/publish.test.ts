import { expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync } from "node:fs";
import { fixture } from "../support/fixture.ts";
import { spawnCommand } from "../support/process.ts";
import { ended, resume, run, runAtTerminal } from "./command.ts";

setDefaultTimeout(60_000);

/** An archive of its own, and the files of an owner beside it. */
function owner(files: Record<string, string> = {}) {
  const folder = fixture(files);
  return {
    folder,
    env: { DATA: folder.file("data"), USER: "ada" },
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

async function listed(env: Record<string, string>) {
  const { stdout } = await run("editions", ["--json"], env);
  return JSON.parse(stdout);
}

test("a résumé is published, shown, found unchanged, changed, and taken back", async () => {
  using ada = owner({ "me.json": resume({ label: "Analyst" }) });
  const { env, folder } = ada;
  const me = folder.file("me.json");
  const first = await run("publish", [me, "--yes"], env);
  expect(first).toEqual({
    code: 0,
    stdout: [
      "The first edition (1)",
      "  + resume.json: 52 bytes",
      "",
      "✓ Edition 1 of Ada Lovelace is the current one",
      "",
    ].join("\n"),
    stderr: "",
  });
  expect(await run("publish", [me, "--yes"], env)).toEqual({
    code: 0,
    stdout: `Nothing to publish: ${me} says what edition 1 says, which is the current one\n`,
    stderr: "",
  });
  await Bun.write(me, resume({ label: "Programmer" }));
  const second = await run("publish", [me, "--yes", "--note", "A new job"], {
    ...env,
    SITE_URL: "https://ada.example",
  });
  expect(second.stdout).toBe(
    [
      "What changes from edition 1 (1)",
      "  resume.json",
      '    ~ basics.label: "Analyst" → "Programmer"',
      "",
      "✓ Edition 2 of Ada Lovelace is the current one at https://ada.example/",
      "  Take it back:  bun run rollback   (to edition 1)",
      "",
    ].join("\n"),
  );
  const { current, editions } = await listed(env);
  expect(current).toBe(2);
  expect(editions).toMatchObject([
    { id: 2, who: "ada", name: "Ada Lovelace", note: "A new job" },
    { id: 1, who: "ada", name: "Ada Lovelace" },
  ]);
  const back = await run("rollback", ["--yes"], env);
  expect(back).toEqual({
    code: 0,
    stdout: [
      "What edition 1 changes, seen from edition 2 (1)",
      "  resume.json",
      '    ~ basics.label: "Programmer" → "Analyst"',
      "",
      "✓ Edition 1 is the current one",
      "  Undo this:  bun run publish --edition 2",
      "",
    ].join("\n"),
    stderr: "",
  });
  const { stdout } = await run("editions", [], env);
  expect(stdout.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d/g, "<when>")).toBe(
    [
      "  edition  when (UTC)        who  name          note",
      "  2        <when>  ada  Ada Lovelace  A new job",
      "* 1        <when>  ada  Ada Lovelace",
      "",
    ].join("\n"),
  );
  expect(await run("rollback", ["--yes"], env)).toEqual({
    code: 1,
    stdout: "",
    stderr: "Cannot go back: no edition was current before edition 1\n",
  });
  const forth = await run("publish", ["--edition", "2", "--yes"], env);
  expect(forth.stdout).toContain("✓ Edition 2 is the current one\n");
});

test("what stands against a résumé is said as `validate` says it, by the files' own paths, and nothing is published", async () => {
  using ada = owner({
    "me.json": resume({ email: "nobody" }),
    "me.it.json": '{"work":[{"startDate":"sometime"}]}',
  });
  const { env, folder } = ada;
  const { code, stdout, stderr } = await run("publish", [folder.file("me.json"), "--yes"], env);
  expect(code).toBe(1);
  expect(stdout).toStartWith(
    `Stands against publishing (2)\n  ${folder.file("me.json")}:1:42  basics.email: found "nobody"`,
  );
  expect(stdout).toContain(`\n  ${folder.file("me.it.json")}:1:23  work[0].startDate: found "sometime"`);
  expect(stderr).toBe(`Cannot publish ${folder.file("me.json")}: 2 problems\n`);
  expect(await listed(env)).toEqual({ current: null, editions: [] });
});

test("what was repaired, and what is worth a look, is said before it is published", async () => {
  using ada = owner({
    "me.json": resume({}, { work: [{ company: "Navy", startDate: "2020-4", endDate: "2019" }] }),
  });
  const me = ada.folder.file("me.json");
  const { code, stdout } = await run("publish", [me, "--yes"], ada.env);
  expect(code).toBe(0);
  expect(stdout).toContain(`Publishing repairs (2)\n  ${me}:1:`);
  expect(stdout).toContain(`Worth a look (1)\n  ${me}:1:`);
});

test("where nobody can be asked nothing is published: what is different is shown, and why it was not", async () => {
  using ada = owner({ "me.json": resume({}) });
  const { code, stdout, stderr } = await run("publish", [ada.folder.file("me.json")], ada.env);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: "Cannot ask whether to do this: this is no terminal; --yes does it without a question\n",
  });
  expect(stdout).toStartWith("The first edition (1)\n");
  expect(await listed(ada.env)).toEqual({ current: null, editions: [] });
});

test.each([
  ["y\r", 0, 1],
  ["YES\r", 0, 1],
  ["n\r", 1, null],
  ["\r", 1, null],
  ["yesterday\r", 1, null],
  ["\u0004", 1, null],
  ["\u0003", 130, null],
])("answered with %j the question ends in %i, with edition %p", async (keys, code, current) => {
  using ada = owner({ "me.json": resume({}) });
  await using terminal = runAtTerminal("publish", [ada.folder.file("me.json")], {
    ...ada.env,
    NO_COLOR: "1",
  });
  await terminal.shows("Publish this? [y/N] ");
  expect(await listed(ada.env)).toMatchObject({ current: null });
  terminal.type(keys);
  expect(await terminal.exited).toBe(code);
  expect((await listed(ada.env)).current).toBe(current);
  await terminal.shows(code === 0 ? "✓ Edition 1 of Ada Lovelace" : "Nothing has changed");
});

test("a publication of somebody else while the question stands is told, and not overwritten", async () => {
  using ada = owner({ "me.json": resume({}), "other.json": resume({ label: "Other" }) });
  const { env, folder } = ada;
  await using terminal = runAtTerminal("publish", [folder.file("me.json")], { ...env, NO_COLOR: "1" });
  await terminal.shows("Publish this? [y/N] ");
  const { code } = await run("publish", [folder.file("other.json"), "--yes"], { ...env, USER: "grace" });
  expect(code).toBe(0);
  terminal.type("y\r");
  expect(await terminal.exited).toBe(1);
  await terminal.shows("Another edition has become the current one meanwhile (switch 1): nothing was done");
  expect(await listed(env)).toMatchObject({ current: 1, editions: [{ id: 1, who: "grace" }] });
});

test("colour is for a terminal, and not where NO_COLOR is set", async () => {
  using ada = owner({ "me.json": resume({}) });
  const { env, folder } = ada;
  const screenOf = async (more: Record<string, string>) => {
    await using terminal = runAtTerminal("publish", [folder.file("me.json")], { ...env, ...more });
    await terminal.shows("Publish this? [y/N] ");
    return terminal.screen().slice(0, terminal.screen().indexOf("Publish this?"));
  };
  expect(await screenOf({})).toContain("\u001b[32m+ resume.json");
  expect(await screenOf({ NO_COLOR: "1" })).not.toContain("\u001b[3");
});

test("a draft is archived, and everyone goes on seeing what was there", async () => {
  using ada = owner({ "me.json": resume({}), "new.json": resume({ label: "New" }) });
  const { env, folder } = ada;
  await run("publish", [folder.file("me.json"), "--yes"], env);
  const draft = await run("publish", [folder.file("new.json"), "--draft", "--yes"], env);
  expect(draft.stdout).toEndWith(
    [
      "✓ Edition 2 is archived, and what everyone sees is unchanged",
      "  Show it to somebody:  bun run share --edition 2",
      "  Publish it:           bun run publish --edition 2",
      "",
    ].join("\n"),
  );
  expect((await listed(env)).current).toBe(1);
  await run("publish", ["--edition", "2", "--yes"], env);
  expect((await listed(env)).current).toBe(2);
});

test("a folder, a file with what lies beside it, and files named one by one are the same edition", async () => {
  const photo = readFileSync(new URL("../../assets/screenshot.webp", import.meta.url)).toString("latin1");
  using ada = owner({
    "cv/resume.json": resume({ image: "photo.webp" }),
    "cv/resume.it.json": '{"basics":{"label":"Analista"}}',
  });
  const { env, folder } = ada;
  await Bun.write(folder.file("cv/photo.webp"), Buffer.from(photo, "latin1"));
  const first = await run("publish", [folder.file("cv"), "--yes"], env);
  expect(first.stdout).toContain(
    `The first edition (3)\n  + resume.json: 55 bytes\n  + photo.webp: ${photo.length.toLocaleString("en")} bytes\n  + resume.it.json: 31 bytes\n`,
  );
  const named = ["resume.json", "resume.it.json", "photo.webp"].map(name => folder.file(`cv/${name}`));
  expect((await run("publish", [...named.toReversed(), "--yes"], env)).stdout).toStartWith(
    "Nothing to publish: ",
  );
  expect((await run("publish", [folder.file("cv/resume.json"), "--yes"], env)).stdout).toStartWith(
    "Nothing to publish: ",
  );
  const alone = await run(
    "publish",
    [folder.file("cv/resume.json"), folder.file("cv/photo.webp"), "--yes"],
    env,
  );
  expect(alone.stdout).toStartWith("What changes from edition 1 (1)\n  - resume.it.json: 31 bytes\n");
});

test.each([
  ['{"basics":{"name":"Ada Lovelace"}}', "resume.json: 34 bytes"],
  ["basics:\n  name: Ada Lovelace\n", "resume.yaml: 29 bytes"],
])("a résumé on standard input is published: %j", async (text, file) => {
  using ada = owner({ "me.txt": text });
  const command = 'exec "$0" --no-env-file src/commands/publish.ts --yes - < "$1"';
  const program = spawnCommand(["sh", "-c", command, process.execPath, ada.folder.file("me.txt")], ada.env);
  expect(await ended(program)).toMatchObject({
    code: 0,
    stdout: `The first edition (1)\n  + ${file}\n\n✓ Edition 1 of Ada Lovelace is the current one\n`,
  });
});

test("what cannot be printed as it is, --strict refuses", async () => {
  // No character will ever be assigned here.
  using ada = owner({ "me.json": resume({ label: "\u0378" }) });
  const { env, folder } = ada;
  const strict = await run("publish", [folder.file("me.json"), "--yes", "--strict"], env);
  expect(strict).toMatchObject({ code: 1, stderr: `Cannot publish ${folder.file("me.json")}: 1 problem\n` });
  expect(strict.stdout).toStartWith("Stands against publishing (1)\n  ");
  const lenient = await run("publish", [folder.file("me.json"), "--yes"], env);
  expect(lenient.stdout).toStartWith("Worth a look (1)\n  ");
});

test("where the site goes by a file, nothing is published into its archive", async () => {
  using ada = owner({ "me.json": resume({}) });
  const me = ada.folder.file("me.json");
  expect(await run("publish", ["--yes"], { ...ada.env, RESUME: me })).toEqual({
    code: 1,
    stdout: "",
    stderr: `This site serves ${me}, which it was started with; without RESUME it serves what is published\n`,
  });
});

test.each([
  ["publish", ["--yes"]],
  ["editions", []],
  ["rollback", []],
  ["share", []],
  ["token", ["list"]],
] as const)("without an archive %s says so in one line", async (name, args) => {
  using ada = owner({ data: "a file where the folder should be", "me.json": resume({}) });
  const files = name === "publish" ? [ada.folder.file("me.json")] : [];
  const { code, stdout, stderr } = await run(name, [...args, ...files], ada.env);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/^Cannot use the archive: .+\n$/);
  const off = await run(name, [...args, ...files], { ...ada.env, DATA: "none" });
  expect(off).toMatchObject({
    code: 1,
    stderr: "Cannot use the archive: This site keeps no archive: DATA is none\n",
  });
});
