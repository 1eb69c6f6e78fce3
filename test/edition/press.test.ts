import { expect, setDefaultTimeout, test } from "bun:test";
import { draftOf } from "../../src/edition/draft.ts";
import { representationsOf } from "../../src/edition/edition.ts";
import { printApart } from "../../src/edition/press.ts";
import { printEdition } from "../../src/edition/print.ts";
import { printVersion } from "../../src/edition/print-version.ts";
import { serialize } from "../../src/edition/serialize.ts";
import { json } from "../../src/formats/json.ts";
import { pdf } from "../../src/formats/pdf.ts";
import { baseOf, otherVersions, sample } from "../support/app.ts";

// Three versions in all formats, on a machine that may be busy.
setDefaultTimeout(30_000);

const program = "test";
const draft = draftOf([baseOf(sample), ...otherVersions()], { program });

test("another process prints the same bytes", async () => {
  const [apart, here] = await Promise.all([printApart(draft, undefined), printEdition(draft)]);
  expect(serialize(apart).equals(serialize(here))).toBe(true);
});

test("a change to one version prints that one only", async () => {
  const before = await printEdition(draft);
  const [italian] = otherVersions({ ...sample, awards: [] });
  const [, variant] = otherVersions();
  const versions = [baseOf(sample), italian, variant].filter(version => version !== undefined);
  const after = await printApart(draftOf(versions, { program }), before);
  expect(after.id).not.toBe(before.id);
  expect(after.versions.map(({ prefix }) => prefix)).toEqual(["", "/it", "/for/backend"]);
  const isKept = after.versions.map((version, index) => version === before.versions[index]);
  expect(isKept).toEqual([true, false, true]);
});

test("a version of which a format could not be printed is printed again", async () => {
  const before = await printEdition(draft);
  const [base, ...others] = before.versions;
  if (!base) throw new Error("an edition has a base");
  const after = await printApart(draft, { ...before, versions: [{ ...base, isComplete: false }, ...others] });
  expect(after.versions[0]?.isComplete).toBe(true);
  expect(after.versions[1]).toBe(others[0]);
});

test("another language changes every page that leads to it, and no variant", async () => {
  const [, variant] = otherVersions();
  const fewer = draftOf([baseOf(sample), ...(variant ? [variant] : [])], { program });
  expect(fewer.versions[0]?.id).not.toBe(draft.versions[0]?.id ?? "");
  expect(fewer.versions[1]?.id).toBe(draft.versions[2]?.id ?? "");
});

test("a press that breaks is an error that says why", async () => {
  const broken = { ...draft, versions: [] };
  await expect(printApart(broken, undefined)).rejects.toThrow(
    /^Cannot print: a draft has at least one version$/,
  );
});

test("a format that cannot be printed is left out, and the owner is told", async () => {
  const [version] = draft.versions;
  if (!version) throw new Error("no version");
  const broken = {
    ...pdf,
    async print() {
      throw new Error("the fonts are gone");
    },
  };
  const printed = await printVersion({ ...version, prefix: "/it" }, undefined, [broken, json]);
  expect(printed.warnings).toEqual(["At /it/: There is no /it/resume.pdf: the fonts are gone"]);
  expect(printed.isComplete).toBe(false);
  const paths = [...printed.representations.keys()].filter(path => !path.startsWith("/assets/"));
  expect(paths).toEqual(["/it/", "/it/resume.json"]);
  const page = Buffer.from(printed.representations.get("/it/")?.encoded.identity.body ?? []).toString();
  expect(page).not.toContain("resume.pdf");
  expect(page).toContain("resume.json");
});

test("without the page there is no edition", async () => {
  const [version] = draft.versions;
  if (!version) throw new Error("no version");
  const speechless = { ...version.resume, meta: { vitae: { language: "no tag" } } };
  await expect(printVersion({ ...version, resume: speechless }, undefined, [])).rejects.toThrow(
    "language tag",
  );
});

test("every representation of every version is there", async () => {
  const paths = [...representationsOf(await printEdition(draft)).keys()].filter(
    path => !path.startsWith("/assets/"),
  );
  const files = [
    "",
    "card.png",
    "resume.docx",
    "resume.json",
    "resume.md",
    "resume.pdf",
    "resume.txt",
    "resume.vcf",
  ];
  const all = ["/", "/it/", "/for/backend/"].flatMap(prefix => files.map(file => `${prefix}${file}`));
  expect(paths.sort()).toEqual([...all, "/robots.txt", "/sitemap.xml"].sort());
});
