import { expect, test } from "bun:test";
import type { Photo } from "../../src/edition/photo.ts";
import { publicResume } from "../../src/resume/privacy.ts";
import type { Resume } from "../../src/resume/schema.ts";
import type { Version } from "../../src/resume/versions.ts";
import { sharedDraft } from "../../src/share-links/shared-draft.ts";
import { sample } from "../support/app.ts";

function versionOf(kind: Version["kind"], name: string | undefined, more: Partial<Resume> = {}): Version {
  const resume = { ...sample, ...more };
  const prefix = kind === "variant" ? (`/for/${name}` as const) : (`/${name}` as const);
  const named = name === undefined ? { prefix: "" as const } : { name, prefix };
  return { kind, ...named, file: "resume.json", resume, public: publicResume(resume) };
}

const versions = [
  versionOf("base", undefined),
  versionOf("language", "it", { meta: { vitae: { language: "it" } } }),
  versionOf("variant", "backend"),
];
const options = { text: "TEXT", program: "test" };
const draft = (link: { version?: string; reveal?: string[] } = {}, from = versions) =>
  sharedDraft(
    { version: link.version, reveal: link.reveal ?? [] },
    { versions: from, photos: new Map() },
    options,
  );

test("a link that names no version shows the base and its languages, each below the link", () => {
  const shared = draft();
  expect(shared?.versions.map(({ prefix, root }) => [prefix, root])).toEqual([
    ["/s/TEXT", "/s/TEXT"],
    ["/s/TEXT/it", "/s/TEXT"],
  ]);
  for (const { languages } of shared?.versions ?? [])
    expect(languages).toEqual([
      { prefix: "/s/TEXT", language: "en" },
      { prefix: "/s/TEXT/it", language: "it" },
    ]);
  expect(shared?.siteUrl).toBeUndefined();
});

test.each(["it", "backend"])(
  "one that names %s shows it at the link itself, with no other language",
  version => {
    const shared = draft({ version });
    expect(shared?.versions.map(({ prefix, languages }) => [prefix, languages])).toEqual([["/s/TEXT", []]]);
  },
);

test("one that names a version that is gone shows nothing", () => {
  expect(draft({ version: "frontend" })).toBeUndefined();
});

test("what it reveals is in every version, and nothing more", () => {
  const shared = draft({ reveal: ["phone", "meta", "hidden"] });
  for (const { resume } of shared?.versions ?? []) {
    expect(resume.basics?.phone).toBe("+44 20 7946 0000");
    expect(JSON.stringify(resume)).not.toMatch(/private\.example|Secret Street/);
  }
});

test("another version's private value stays out of the texts", () => {
  const other = versionOf("variant", "backend", { basics: { phone: "+44 161 496 0000" } });
  const told = versionOf("base", undefined, {
    basics: { phone: "+44 20 7946 0000", summary: "+44 161 496 0000, +44 20 7946 0000" },
  });
  expect(draft({ reveal: ["phone"] }, [told, other])?.versions[0]?.resume.basics?.summary).toBe(
    "…, +44 20 7946 0000",
  );
});

test("its id changes with what is revealed, and with the link", () => {
  const ids = [
    draft(),
    draft({ reveal: ["phone"] }),
    sharedDraft(
      { version: undefined, reveal: [] },
      { versions, photos: new Map() },
      { ...options, text: "OTHER" },
    ),
  ].map(shared => shared?.id);
  expect(new Set(ids).size).toBe(3);
});

test("a photo is shown, and no file tells where it is; one elsewhere on the web is told", () => {
  const photo: Photo = { path: "/assets/photo.0.jpg", bytes: new Uint8Array() };
  const draftWith = (image: string) =>
    sharedDraft(
      { version: undefined, reveal: [] },
      {
        versions: [versionOf("base", undefined, { basics: { name: "Ada", image } })],
        photos: new Map([["ada.jpg", photo]]),
      },
      options,
    )?.versions[0];
  expect(draftWith("ada.jpg")).toMatchObject({ photo, resume: { basics: { name: "Ada" } } });
  expect(draftWith("ada.jpg")?.resume.basics).not.toHaveProperty("image");
  const elsewhere = "https://photos.example/ada.jpg";
  expect(draftWith(elsewhere)).toMatchObject({ photo: undefined, resume: { basics: { image: elsewhere } } });
});
