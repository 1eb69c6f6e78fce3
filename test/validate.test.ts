import { expect, setDefaultTimeout, test } from "bun:test";
import { fixture } from "./support/fixture.ts";
import { root, spawnProgram } from "./support/process.ts";

setDefaultTimeout(60_000);

async function validate(args: string[], env: Record<string, string> = {}) {
  const program = spawnProgram({ entry: "src/validate.ts", args, env });
  const code = await program.exited;
  return { code, stdout: program.stdout(), stderr: program.stderr() };
}

test("a résumé that conforms is published as it is", async () => {
  using folder = fixture({ "me.json": '{"basics":{"name":"Grace Hopper"}}' });
  const file = folder.file("me.json");
  expect(await validate([file])).toEqual({
    code: 0,
    stdout: `Conforms to JSON Resume 1.3.1\n\n✓ ${file} can be published as it is\n`,
    stderr: "",
  });
});

test("a résumé that deviates is published with the repairs that are listed", async () => {
  using folder = fixture({
    "me.json": '{"work":[\n{"company":"Navy","startDate":"2020-4",\n"endDate":"2019"}]}',
  });
  const file = folder.file("me.json");
  const date = "a date such as 2020, 2020-04 or 2020-04-30";
  expect(await validate([file])).toEqual({
    code: 0,
    stdout: [
      "Deviates from JSON Resume 1.3.1 (1)",
      `  ${file}:2:31  work[0].startDate: found "2020-4", expected ${date}`,
      "",
      "Publishing repairs (2)",
      '  work[0].startDate: "2020-4" → "2020-04" (a date is written 2020, 2020-04 or 2020-04-30)',
      '  work[0].company: "company" → "name" (JSON Resume 1.3.1 calls it name)',
      "",
      "Worth a look (1)",
      `  ${file}:2:31  work[0].startDate: it starts (2020-04) after its end (2019)`,
      "",
      `✓ ${file} can be published with 2 repairs`,
      "",
    ].join("\n"),
    stderr: "",
  });
});

test("what stands against publishing is listed, and ends in 1", async () => {
  using folder = fixture({ "me.yaml": "basics:\n  email: nobody\nwork:\n- startDate: sometime\n" });
  const { code, stdout, stderr } = await validate([folder.file("me.yaml")]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  expect(stdout).toContain(
    `Stands against publishing (2)\n  ${folder.file("me.yaml")}:2:10  basics.email: found "nobody"`,
  );
  expect(stdout).toEndWith(`\n✗ ${folder.file("me.yaml")} cannot be published: 2 problems\n`);
});

test("a syntax error is shown with its line and a caret", async () => {
  using folder = fixture({ "me.json": '{\n  "basics": {},\n}' });
  const { code, stdout } = await validate([folder.file("me.json")]);
  expect(code).toBe(1);
  expect(stdout).toContain(`${folder.file("me.json")}:3:1  found }, expected a name in double quotes`);
  expect(stdout).toContain("\n  }\n  ^\n");
});

test("a file that is not there is one line on stderr, without a stack", async () => {
  const { code, stdout, stderr } = await validate(["/nowhere/me.json"]);
  expect({ code, stdout, stderr }).toEqual({
    code: 1,
    stdout: "",
    stderr: "Cannot read /nowhere/me.json: there is no such file\n",
  });
});

test("without an argument it is the file of RESUME, or else resume.json", async () => {
  using folder = fixture({ "me.json": "{}" });
  expect((await validate([], { RESUME: folder.file("me.json") })).stdout).toEndWith(
    `✓ ${folder.file("me.json")} can be published as it is\n`,
  );
  expect((await validate([], { RESUME: "" })).stdout).toEndWith("✓ resume.json can be published as it is\n");
});

test("colour is for a terminal, and never where NO_COLOR is set", async () => {
  using folder = fixture({ "me.json": "{}" });
  const onTerminal = async (env: Record<string, string>) => {
    const command = `${process.execPath} src/validate.ts ${folder.file("me.json")}`;
    // util-linux's script gives the command a terminal of its own.
    const child = Bun.spawn(["script", "-qec", command, "/dev/null"], {
      cwd: root,
      env: { PATH: process.env.PATH ?? "", TERM: "xterm", ...env },
      stdio: ["ignore", "pipe", "ignore"],
    });
    return new Response(child.stdout).text();
  };
  const sequence = "\u001b[";
  expect((await validate([folder.file("me.json")])).stdout).not.toContain(sequence);
  if (!Bun.which("script")) return;
  expect(await onTerminal({})).toContain(`${sequence}32m✓`);
  expect(await onTerminal({ NO_COLOR: "1" })).not.toContain(sequence);
});
