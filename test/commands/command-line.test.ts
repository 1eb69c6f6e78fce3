import { expect, setDefaultTimeout, test } from "bun:test";
import { fixture } from "../support/fixture.ts";
import { type CommandName, run } from "./command.ts";

setDefaultTimeout(60_000);

const names: CommandName[] = ["publish", "editions", "rollback", "share", "token"];

test.each(names)(
  "%s --help says what it does, and what its exit codes mean, and opens nothing",
  async name => {
    using folder = fixture({});
    for (const args of [["--help"], ["-h"], ["--nonsense", "--help"]]) {
      const { code, stdout, stderr } = await run(name, args, { DATA: folder.file("data"), PORT: "nonsense" });
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toStartWith(`bun run ${name} `);
      expect(stdout).toContain("Exit code 0: ");
      expect(Math.max(...stdout.split("\n").map(line => line.length))).toBeLessThanOrEqual(110);
    }
    expect(await Bun.file(folder.file("data")).exists()).toBe(false);
  },
);

test.each<[CommandName, string[], string]>([
  [
    "publish",
    ["--nonsense"],
    "Cannot read --nonsense: there are --yes, --note, --strict, --draft, --edition, --insecure",
  ],
  ["publish", ["--note"], "Cannot read --note: a value is missing"],
  ["publish", ["--note", "--yes"], "Cannot read --note: a value is missing"],
  ["publish", ["--yes=no"], "Cannot read --yes=no: --yes takes no value"],
  ["publish", ["--note", "x".repeat(501)], "Cannot read --note: must have at most 500 characters, got 501"],
  ["publish", ["--edition", "0"], 'Cannot read --edition: must be a whole number from 1 on, got "0"'],
  [
    "publish",
    ["--edition", "1", "me.json"],
    "Cannot publish an archived edition with files, a note or --draft: it is what it is",
  ],
  ["editions", ["--limit", "0"], 'Cannot read --limit: must be 1 to 10000, got "0"'],
  ["editions", ["--before", "new"], 'Cannot read --before: must be a whole number from 1 on, got "new"'],
  ["editions", ["3"], 'Cannot read "3": editions takes options only'],
  ["rollback", ["last"], 'Cannot read the edition: must be a whole number from 1 on, got "last"'],
  ["rollback", ["1", "2"], 'Cannot read "2": rollback goes to one edition'],
  [
    "rollback",
    ["99999999999"],
    'Cannot read the edition: must be a whole number from 1 on, got "99999999999"',
  ],
  ["share", ["--reveal", "phone,fax"], 'Cannot read --reveal: must be of email, phone, address, got "fax"'],
  [
    "share",
    ["--expires", "2y"],
    'Cannot read --expires: must be a time ahead such as 12h, 30d or 8w, 366 days at most, got "2y"',
  ],
  [
    "share",
    ["--expires", "367d"],
    'Cannot read --expires: must be a time ahead such as 12h, 30d or 8w, 366 days at most, got "367d"',
  ],
  ["share", ["--list", "--revoke", "1"], "Cannot do --list and --revoke at once"],
  ["share", ["--list", "--name", "Ada"], "Cannot read --name: with --list nothing is made"],
  ["share", ["--json"], "Cannot read --json: it goes with --list"],
  ["token", [], 'Cannot do "nothing": there is create NAME, list, and revoke N'],
  ["token", ["make"], 'Cannot do "make": there is create NAME, list, and revoke N'],
  ["token", ["create"], 'Cannot read the name: must have 1 to 60 characters, got ""'],
  [
    "token",
    ["create", "a\u001b[2J"],
    'Cannot read the name: must have 1 to 60 characters, got "a\\u001b[2J"',
  ],
  [
    "token",
    ["create", "my", "laptop"],
    'Cannot read "laptop": create takes one name, in quotes where it has several words',
  ],
  ["token", ["revoke", "laptop"], 'Cannot read the token: must be a whole number from 1 on, got "laptop"'],
])("%s %j is refused in one line, with 2, before anything is opened", async (name, args, message) => {
  using folder = fixture({});
  expect(await run(name, args, { DATA: folder.file("data") })).toEqual({
    code: 2,
    stdout: "",
    stderr: `${message} (bun run ${name} --help says more)\n`,
  });
  expect(await Bun.file(folder.file("data/vitae.sqlite")).exists()).toBe(false);
});

test("what an option takes may start with a dash where it is said with =", async () => {
  using folder = fixture({});
  const { code, stderr } = await run("publish", ["--note=--yes", folder.file("none.json")], {
    DATA: folder.file("data"),
  });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `Cannot read ${folder.file("none.json")}: there is no such file\n`,
  });
});

test.each([
  [["a.json", "b.json"], "a.json and b.json are several résumés"],
  [["a.jpg", "b.jpg"], "none of them is JSON or YAML"],
])("files that do not belong together are refused: %p", async (files, why) => {
  using folder = fixture({});
  const { code, stderr } = await run("publish", files, { DATA: folder.file("data") });
  expect(code).toBe(1);
  expect(stderr).toBe(
    `Cannot publish 2 files: ${why}; expected one such as resume.json, its versions such as resume.it.json, and its photo\n`,
  );
});
