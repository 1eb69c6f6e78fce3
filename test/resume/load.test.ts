import { describe, expect, test } from "bun:test";
import { chmodSync, mkdirSync, symlinkSync, truncateSync } from "node:fs";
import { ResumeFileError } from "../../src/resume/file.ts";
import { fixture } from "../support/fixture.ts";
import { loadResume } from "./reading.ts";

/** The message that loading ends with. */
async function failure(path: string): Promise<string> {
  const error = await loadResume(path).catch((error: unknown) => error);
  if (error instanceof ResumeFileError) return error.message;
  throw new Error(`Expected a ResumeFileError, got ${String(error)}`);
}

test("a file is read by its path, which its problems name", async () => {
  using folder = fixture({ "me.yaml": "basics:\n  name: Grace", "bad.json": "{" });
  expect(await loadResume(folder.file("me.yaml"))).toMatchObject({
    ok: true,
    resume: { basics: { name: "Grace" } },
  });
  expect(await loadResume(folder.file("bad.json"))).toMatchObject({
    ok: false,
    problems: [{ file: folder.file("bad.json") }],
  });
});

describe("a file that cannot be read is said in one line", () => {
  test("where there is none, with those that may be meant", async () => {
    using folder = fixture({ "resume.yaml": "", "Resume.JSON": "", "notes.json": "", "resume.md": "" });
    const near = `(there is ${folder.file("Resume.JSON")}, ${folder.file("resume.yaml")})`;
    expect(await failure(folder.file("resume.json"))).toBe(
      `Cannot read ${folder.file("resume.json")}: there is no such file ${near}`,
    );
    expect(await failure(folder.file("resme.yaml"))).toContain(folder.file("resume.yaml"));
    expect(await failure(folder.file("other.json"))).toEndWith("there is no such file");
    expect(await failure(folder.file("none/resume.json"))).toEndWith("there is no such file");
    expect(await failure(folder.file("notes.json/resume.json"))).toEndWith("there is no such file");
  });

  test("where it is a folder, or no ordinary file", async () => {
    using folder = fixture({});
    mkdirSync(folder.file("resume.json"));
    symlinkSync("/dev/zero", folder.file("zero.json"));
    expect(await failure(folder.file("resume.json"))).toEndWith("resume.json: it is a folder");
    expect(await failure(folder.file("zero.json"))).toEndWith("zero.json: it is no ordinary file");
  });

  test("where it is too large, without reading it", async () => {
    using folder = fixture({ "resume.json": "" });
    truncateSync(folder.file("resume.json"), 50 * 1024 ** 3);
    expect(await failure(folder.file("resume.json"))).toEndWith(
      "it has 53687091200 bytes, and at most 5242880 are read",
    );
  });

  // Who is root may read everything.
  test.skipIf(process.getuid?.() === 0)("where its permissions forbid it", async () => {
    using folder = fixture({ "resume.json": "{}" });
    chmodSync(folder.file("resume.json"), 0);
    expect(await failure(folder.file("resume.json"))).toEndWith(
      "its permissions do not let this program read it",
    );
  });

  test("whatever its name", async () => {
    expect(await failure("/nowhere/a\u001b[31m\nb.json")).toBe(
      "Cannot read /nowhere/a\\u{1b}[31m\\u{a}b.json: there is no such file",
    );
    expect(await failure("a\0b")).toStartWith("Cannot read a\\u{0}b: ");
  });
});
