import { expect, test } from "bun:test";
import { ResumeFileError } from "../../src/resume/file.ts";
import { folderOfBundle } from "../../src/resume/folder.ts";
import { readBundle } from "../../src/resume/read-bundle.ts";
import { loadVersions } from "../../src/resume/versions.ts";
import { fixture } from "../support/fixture.ts";

const ada = { basics: { name: "Ada Lovelace" } };
const text = JSON.stringify;

test("a bundle holds the résumé, its versions and the photos that they name, and nothing else", async () => {
  using folder = fixture({
    "cv.json": text({ basics: { name: "Ada Lovelace", image: "pictures/me.jpg" } }),
    "cv.it.yaml": "basics: {image: other.png}",
    "notes.txt": "private",
    "pictures/me.jpg": "one",
    "other.png": "two",
    "unnamed.png": "three",
  });
  const { base, files } = await readBundle(folder.file("cv.json"));
  expect(base).toBe("resume.json");
  expect([...files.keys()].sort()).toEqual(["me.jpg", "other.png", "resume.it.yaml", "resume.json"]);
  expect(Buffer.from(files.get("me.jpg") ?? []).toString()).toBe("one");
});

test("a folder stands for the résumé in it", async () => {
  using folder = fixture({ "resume.yaml": "basics: {name: Ada}", "resume.backend.json": "{}" });
  const { base, files } = await readBundle(folder.path);
  expect(base).toBe("resume.yaml");
  expect([...files.keys()].sort()).toEqual(["resume.backend.json", "resume.yaml"]);
});

test("it reads as the same versions as the files on the disk", async () => {
  using folder = fixture({
    "resume.json": text(ada),
    "resume.it.json": text({ basics: { label: "Matematica" } }),
  });
  const read = await loadVersions(folderOfBundle(await readBundle(folder.path)));
  if (!read.ok) throw new Error("it can be read");
  expect(read.versions.map(({ prefix }) => prefix)).toEqual(["", "/it"]);
  expect(read.versions[1]?.public.basics).toEqual({ name: "Ada Lovelace", label: "Matematica" });
});

test("a file with a mistake is in it too, for its reader to say what is wrong", async () => {
  using folder = fixture({ "resume.json": "{ nothing" });
  const { files } = await readBundle(folder.path);
  expect([...files.keys()]).toEqual(["resume.json"]);
});

test("two photos of one name are refused: one of them would be lost", async () => {
  using folder = fixture({
    "resume.json": text({ basics: { ...ada.basics, image: "a/me.jpg" } }),
    "resume.it.json": text({ basics: { image: "b/me.jpg" } }),
    "a/me.jpg": "one",
    "b/me.jpg": "two",
  });
  const error = await readBundle(folder.path).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(ResumeFileError);
  expect(String(error)).toContain("a/me.jpg and b/me.jpg: two photos need two names");
});

test("a photo that is not there is left to a warning", async () => {
  using folder = fixture({ "resume.json": text({ basics: { ...ada.basics, image: "gone.jpg" } }) });
  expect([...(await readBundle(folder.path)).files.keys()]).toEqual(["resume.json"]);
});
