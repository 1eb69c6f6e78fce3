import { expect, test } from "bun:test";
import { findResume } from "../../src/resume/find-resume.ts";
import { fixture } from "../support/fixture.ts";

test.each(["resume.json", "resume.yaml", "resume.yml", "resume.JSON"])(
  "a folder stands for the %s in it",
  async name => {
    using folder = fixture({ [name]: "{}", "resume.it.json": "{}", "other.json": "{}" });
    expect(await findResume(folder.path)).toBe(folder.file(name));
  },
);

test("a file stands for itself, there or not", async () => {
  using folder = fixture({ "me.json": "{}" });
  for (const name of ["me.json", "nothing.json"])
    expect(await findResume(folder.file(name))).toBe(folder.file(name));
});

test.each([
  [{ "me.json": "{}" }, "it is a folder with no resume.json or resume.yaml"],
  [
    { "resume.json": "{}", "resume.yaml": "{}" },
    "it is a folder with resume.json and resume.yaml: name one of them",
  ],
])("%o is refused", async (files, why) => {
  using folder = fixture(files);
  await expect(findResume(folder.path)).rejects.toThrow(`Cannot read ${folder.path}: ${why}`);
});
