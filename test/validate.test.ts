import { expect, setDefaultTimeout, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { pdf } from "../src/formats/pdf.ts";
import { publicResume } from "../src/resume/privacy.ts";
import { printBytes } from "./ats/printed.ts";
import { sample } from "./support/app.ts";
import { fixture } from "./support/fixture.ts";
import { root, spawnProgram } from "./support/process.ts";

setDefaultTimeout(60_000);

async function validate(args: string[], env: Record<string, string> = {}) {
  const program = spawnProgram({ entry: "src/validate.ts", args, env });
  const code = await program.exited;
  return { code, stdout: program.stdout(), stderr: program.stderr() };
}

const readBack = (fields: string) =>
  `Read back from page, PDF, Word document, Markdown, and plain text: ${fields}, whole and in order`;

test("a résumé that conforms is published as it is", async () => {
  using folder = fixture({ "me.json": '{"basics":{"name":"Grace Hopper"}}' });
  const file = folder.file("me.json");
  expect(await validate([file])).toEqual({
    code: 0,
    stdout: `Conforms to JSON Resume 1.3.1\n\n${readBack("1 of 1 field")}\n\n✓ ${file} can be published as it is\n`,
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
      `  ${file}:2:31  work[0].startDate: "2020-4" → "2020-04" (a date is written 2020, 2020-04 or 2020-04-30)`,
      `  ${file}:2:12  work[0].company: "company" → "name" (JSON Resume 1.3.1 calls it name)`,
      "",
      "Worth a look (1)",
      `  ${file}:2:31  work[0].startDate: it starts after its end`,
      "",
      readBack("4 of 4 fields"),
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

test("what no font has is told of, and stands against publishing only where --strict is given", async () => {
  // No character will ever be assigned here.
  using folder = fixture({ "me.json": '{"basics":{"name":"Grace \u0378"}}' });
  const file = folder.file("me.json");
  const lenient = await validate([file]);
  expect(lenient.code).toBe(0);
  expect(lenient.stdout).toContain(
    `${readBack("1 of 1 field")}\n\nNot as it should be in print (1)\n  The PDF has boxes`,
  );
  const strict = await validate(["--strict", file]);
  expect(strict.code).toBe(1);
  expect(strict.stdout).toEndWith(`✗ ${file} cannot be published: --strict, and not all is in print\n`);
});

test("a photo that is not there, or cannot be read, is told of as a publication would", async () => {
  const missing = '{"basics":{"name":"Grace","image":"me.jpg"}}';
  using folder = fixture({ "me.json": missing, "broken.json": missing.replace("me.jpg", "broken.jpg") });
  writeFileSync(folder.file("broken.jpg"), Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]));
  const lenient = await validate([folder.file("me.json")]);
  expect(lenient.code).toBe(0);
  expect(lenient.stdout).toContain(
    `Not as it should be in print (1)\n  The page has no photo: there is no me.jpg beside the résumé\n`,
  );
  const strict = await validate(["--strict", folder.file("broken.json")]);
  expect(strict.code).toBe(1);
  expect(strict.stdout).toContain("\n  There is no photo: Cannot read the photo: ");
});

test("a printed PDF is read like the résumé that it was printed from", async () => {
  using folder = fixture({});
  const bytes = await printBytes(pdf, publicResume(sample));
  await Bun.write(folder.file("me.pdf"), bytes);
  const { code, stdout } = await validate([folder.file("me.pdf"), "--strict"]);
  expect(code).toBe(0);
  expect(stdout).toStartWith("Conforms to JSON Resume 1.3.1\n\n");
  expect(stdout).toEndWith(`✓ ${folder.file("me.pdf")} (resume.json) can be published as it is\n`);
});

test.each([
  [
    ["--lenient"],
    "Cannot read --lenient: there is only --strict (usage: bun run validate [file] [--strict])\n",
  ],
  [
    ["a.json", "b.json"],
    "Cannot validate 2 files: name one résumé (usage: bun run validate [file] [--strict])\n",
  ],
])("a command line that is not understood gets one line: %p", async (args, stderr) => {
  expect(await validate(args)).toEqual({ code: 1, stdout: "", stderr });
});

test("a syntax error is shown with its line and a caret", async () => {
  using folder = fixture({ "me.json": '{\n  "basics": {},\n}' });
  const { code, stdout } = await validate([folder.file("me.json")]);
  expect(code).toBe(1);
  expect(stdout).toContain(`${folder.file("me.json")}:3:1  found }, expected a name in double quotes`);
  expect(stdout).toContain("\n  }\n  ^\n");
});

test("each language and variant is told of: what is new in it, where it will be, and whether it can be published", async () => {
  using folder = fixture({
    "me.json": '{"work":[\n{"company":"Navy","x-not":["academic"]}]}',
    "me.it.yaml": "basics:\n  url: example.com\n",
    "me.backend.json": '{"basics":{"name":"Grace"},"work":[]}',
  });
  const file = folder.file("me.json");
  const name = `${file}:2:12  work[0].company: "company" → "name" (JSON Resume 1.3.1 calls it name)`;
  const address = "(a web address starts with https://)";
  expect(await validate([file])).toEqual({
    code: 0,
    stdout: [
      "Conforms to JSON Resume 1.3.1",
      "",
      "Publishing repairs (1)",
      `  ${name}`,
      "",
      readBack("2 of 2 fields"),
      "",
      `✓ ${file} can be published with 1 repair`,
      "",
      "Deviates from JSON Resume 1.3.1 (1)",
      `  ${folder.file("me.it.yaml")}:2:8  basics.url: found "example.com", expected a complete web address (RFC 3986)`,
      "",
      "Publishing repairs (1)",
      `  ${folder.file("me.it.yaml")}:2:8  basics.url: "example.com" → "https://example.com" ${address}`,
      "",
      readBack("3 of 3 fields"),
      "",
      `✓ ${folder.file("me.it.yaml")} at /it/ (Italian) can be published with 1 repair`,
      "",
      `✓ ${file} at /for/academic/ (variant) can be published as it is`,
      "",
      "Conforms to JSON Resume 1.3.1",
      "",
      readBack("1 of 1 field"),
      "",
      `✓ ${folder.file("me.backend.json")} at /for/backend/ (variant) can be published as it is`,
      "",
    ].join("\n"),
    stderr: "",
  });
});

test("one version that cannot be published, or a file that is wrongly called, ends in 1", async () => {
  using folder = fixture({ "me.json": "{", "me.it.json": "{}", "me.It_.json": "{}" });
  const { code, stdout } = await validate([folder.file("me.json")]);
  expect(code).toBe(1);
  expect(stdout).toContain(`✗ ${folder.file("me.json")} cannot be published: 1 problem\n\n`);
  expect(stdout).toContain(
    `✗ ${folder.file("me.it.json")} at /it/ (Italian) cannot be published before that is mended\n`,
  );
  expect(stdout).toContain(
    `\nStands against publishing (1)\n  ${folder.file("me.It_.json")}:1:1  found "It_" in its name`,
  );
  using good = fixture({ "me.json": "{}", "me.b.json": '{"work":5}' });
  const wrong = await validate([good.file("me.json")]);
  expect(wrong.code).toBe(1);
  expect(wrong.stdout).toContain(`✓ ${good.file("me.json")} can be published as it is\n`);
  expect(wrong.stdout).toEndWith(
    `✗ ${good.file("me.b.json")} at /for/b/ (variant) cannot be published: 1 problem\n`,
  );
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
