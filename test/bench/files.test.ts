import { describe, expect, test } from "bun:test";
import { readOlderRun, requireWritable } from "../../bench/files.ts";
import { fixture } from "../support/fixture.ts";
import { sampleRun } from "./report/sample-run.ts";

describe("readOlderRun", () => {
  test("reads what --json wrote", async () => {
    using directory = fixture({ "old.json": JSON.stringify(sampleRun()) });
    expect((await readOlderRun(directory.file("old.json"))).commit).toBe(sampleRun().commit);
  });

  test.each([
    ["none.json", "there is no such file"],
    [".", "there is no such file"],
    ["empty.json", "it must be what --json wrote, and is no JSON"],
  ])("says in one line what is wrong with %s", async (name, message) => {
    using directory = fixture({ "empty.json": "" });
    const file = directory.file(name);
    await expect(readOlderRun(file)).rejects.toThrow(`Cannot read ${file}: ${message}`);
  });
});

describe("requireWritable", () => {
  test("lets a file be written that is there or can be, and writes nothing", async () => {
    using directory = fixture({ "old.json": "old" });
    for (const name of ["old.json", "new.json"]) requireWritable(directory.file(name));
    expect(await Bun.file(directory.file("old.json")).text()).toBe("old");
    expect(await Bun.file(directory.file("new.json")).exists()).toBe(false);
  });

  test.each([
    ["none/new.json", "there is no folder "],
    ["old.json/new.json", "there is no folder "],
    ["folder", "it is a folder"],
  ])("says in one line what is wrong with %s", (name, message) => {
    using directory = fixture({ "old.json": "", "folder/a.json": "" });
    const file = directory.file(name);
    expect(() => requireWritable(file)).toThrow(`Cannot write ${file}: ${message}`);
  });
});
