import { expect, test } from "bun:test";
import { requireResume } from "../../../bench/stack/require-resume.ts";
import { fixture } from "../../support/fixture.ts";

test("a folder with a résumé and its versions is as good as a file", async () => {
  using folder = fixture({ "resume.json": "{}", "resume.it.yaml": "basics: { name: Ada }" });
  await requireResume(folder.path);
  await requireResume(folder.file("resume.json"));
});

test("what is wrong with a version is told before anything starts", async () => {
  using folder = fixture({ "resume.json": "{}", "resume.it.json": '{ "basics": ' });
  await expect(requireResume(folder.path)).rejects.toThrow(
    /resume\.it\.json:1:\d+ .*\nCannot publish .*resume\.json: 1 problem$/s,
  );
});

test("a folder without one is refused", async () => {
  using folder = fixture({});
  await expect(requireResume(folder.path)).rejects.toThrow("it is a folder with no resume.json");
});
