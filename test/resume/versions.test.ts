import { describe, expect, test } from "bun:test";
import { mkdirSync, symlinkSync } from "node:fs";
import { ResumeFileError } from "../../src/resume/file.ts";
import { folderOf } from "../../src/resume/folder.ts";
import { formatProblem, formatRepair, formatWarning } from "../../src/resume/problem.ts";
import { loadVersions, type Version } from "../../src/resume/versions.ts";
import { type Fixture, fixture } from "../support/fixture.ts";

type Files = Record<string, string | object>;

function filesOf(files: Files): Fixture {
  const texts = Object.entries(files).map(([name, value]) => {
    return [name, typeof value === "string" ? value : JSON.stringify(value)];
  });
  return fixture(Object.fromEntries(texts));
}

/** All versions of resume.json, or of the file named, and what was said of them. Messages name files without their folder. */
async function load(files: Files, name = "resume.json") {
  using folder = filesOf(files);
  const result = await loadVersions(folderOf(folder.file(name)));
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join("\n"));
  const short = (line: string) => line.replaceAll(`${folder.path}/`, "");
  const { versions } = result;
  return {
    versions,
    get: (prefix: string) => only(versions.filter(version => version.prefix === prefix)),
    repairs: result.repairs.map(formatRepair).map(short),
    warnings: result.warnings.map(formatWarning).map(short),
  };
}

/** What stands against publishing. */
async function problems(files: Files, name = "resume.json"): Promise<string[]> {
  using folder = filesOf(files);
  const result = await loadVersions(folderOf(folder.file(name)));
  if (result.ok) return [];
  return result.problems.map(formatProblem).map(line => line.replaceAll(`${folder.path}/`, ""));
}

function only(versions: Version[]): Version {
  const [first, ...more] = versions;
  if (!first || more.length > 0) throw new Error(`Expected one version, got ${versions.length}`);
  return first;
}

const vitae = (settings: object) => ({ meta: { vitae: settings } });

describe("versions", () => {
  test("come in order: the base, languages, variants, each with its address", async () => {
    const { versions } = await load({
      "resume.json": { basics: { name: "Grace" } },
      "resume.web.json": {},
      "resume.zh-hant.yaml": "meta: {}",
      "resume.backend.yml": "basics: {}",
      "resume.it.json": {},
      "resume.pt-BR.JSON": {},
    });
    expect(versions.map(({ kind, name, prefix }) => [kind, name, prefix])).toEqual([
      ["base", undefined, ""],
      ["language", "it", "/it"],
      ["language", "pt-BR", "/pt-BR"],
      ["language", "zh-Hant", "/zh-Hant"],
      ["variant", "backend", "/for/backend"],
      ["variant", "web", "/for/web"],
    ]);
  });

  test("alone, the base is what it is", async () => {
    const { versions, repairs, warnings } = await load({ "resume.json": { basics: { name: "Grace" } } });
    expect<object>(versions).toEqual([
      {
        kind: "base",
        prefix: "",
        file: expect.stringMatching(/\/resume\.json$/),
        resume: { basics: { name: "Grace" } },
        public: { basics: { name: "Grace" } },
      },
    ]);
    expect([repairs, warnings]).toEqual([[], []]);
  });

  test("belong to the base that they are called after", async () => {
    const files = {
      "me.yaml": "basics: { name: Grace }",
      "me.it.json": { basics: { label: "Ammiraglia" } },
      "other.de.json": {},
      "resume.fr.json": {},
      "me.it.json~": "{",
      ".me.es.json.swp": "{",
      ".me.nl.json": "{",
      "me.pl.json.tmp": "{",
      "me.txt": "x",
      "#me.hi.json#": "{",
      "meat.ja.json": {},
      "me.json": "{",
    };
    const { versions, get } = await load(files, "me.yaml");
    expect(versions).toHaveLength(2);
    expect(get("/it").resume.basics).toEqual({ name: "Grace", label: "Ammiraglia" });
    const plain = { resume: "basics: { name: Grace }", "resume.it.json": {} };
    expect((await load(plain, "resume")).versions).toHaveLength(2);
  });

  test("are a merge patch on the base: objects are merged, null takes out, lists are replaced", async () => {
    const { get } = await load({
      "resume.json": {
        basics: { name: "Grace", label: "Admiral", location: { city: "Arlington", region: "Virginia" } },
        work: [{ name: "Navy" }, { name: "DEC" }],
        skills: [{ name: "COBOL" }],
      },
      "resume.it.yaml": "basics:\n  label: Ammiraglia\n  location: { region: }\nwork:\n- name: Marina\n",
    });
    expect<object>(get("/it").resume).toEqual({
      basics: { name: "Grace", label: "Ammiraglia", location: { city: "Arlington" } },
      work: [{ name: "Marina" }],
      skills: [{ name: "COBOL" }],
      meta: { vitae: { language: "it" } },
    });
    expect(get("").resume.work).toHaveLength(2);
  });

  test("are whole résumés where they say so, and the setting is not published", async () => {
    const { get } = await load({
      "resume.json": { basics: { name: "Grace" }, skills: [{ name: "COBOL" }] },
      "resume.it.json": { basics: { name: "Grazia" }, ...vitae({ whole: true }) },
      "resume.backend.json": { basics: { label: "Engineer" }, ...vitae({ whole: false }) },
    });
    expect<object>(get("/it").public).toEqual({
      basics: { name: "Grazia" },
      meta: { vitae: { language: "it" } },
    });
    expect<object>(get("/for/backend").public).toEqual({
      basics: { name: "Grace", label: "Engineer" },
      skills: [{ name: "COBOL" }],
      meta: { vitae: {} },
    });
  });

  test("of a language are in it, unless they say otherwise; variants are in the base's", async () => {
    const { versions } = await load({
      "resume.json": vitae({ language: "de" }),
      "resume.it.json": {},
      "resume.en.json": vitae({ language: "en-GB" }),
      "resume.es.json": vitae({ language: null }),
      "resume.fr.json": vitae({ language: " " }),
      "resume.nl.json": { meta: null },
      "resume.pl.json": { meta: { vitae: { whole: true } } },
      "resume.backend.json": {},
      "resume.web.json": vitae({ language: "it" }),
    });
    expect(versions.map(({ prefix, resume }) => [prefix, resume.meta?.vitae?.language])).toEqual([
      ["", "de"],
      ["/en", "en-GB"],
      ["/es", "es"],
      ["/fr", "fr"],
      ["/it", "it"],
      ["/nl", "nl"],
      ["/pl", "pl"],
      ["/for/backend", "de"],
      ["/for/web", "it"],
    ]);
  });
});

describe("what is said of versions", () => {
  const base = '{\n  "basics": { "email": " g@example.com " },\n  "work": [{ "startDate": "2020-4" }]\n}';

  test("names the file where it stands, and once what stands in the base", async () => {
    const { repairs } = await load({
      "resume.json": base,
      "resume.it.yaml": "basics:\n  url: example.com\n",
      "resume.backend.json": '{ "work": [\n { "startDate": "2020-5" }] }',
    });
    expect(repairs.map(line => line.replace(/ \(.*/, ""))).toEqual([
      'resume.json:2:24  basics.email: " g@example.com " → "g@example.com"',
      'resume.json:3:27  work[0].startDate: "2020-4" → "2020-04"',
      'resume.it.yaml:2:8  basics.url: "example.com" → "https://example.com"',
      'resume.backend.json:2:17  work[0].startDate: "2020-5" → "2020-05"',
    ]);
  });

  test("one bad file refuses all, with its place, and names those of every file", async () => {
    expect(
      await problems({
        "resume.json": '{\n "work": [{ "startDate": "sometime" }] }',
        "resume.it.json": '{ "basics": {\n  "email": "nobody" } }',
        "resume.backend.json": '{\n "basics": { }, }',
        "resume.web.json": "",
      }),
    ).toEqual([
      expect.stringMatching(/^resume\.json:2:26 {2}work\[0\]\.startDate: found "sometime", expected/),
      expect.stringMatching(/^resume\.it\.json:2:12 {2}basics\.email: found "nobody", expected/),
      expect.stringMatching(/^resume\.backend\.json:2:17 {2}found }, expected .*\n.*\n *\^$/),
      expect.stringMatching(/^resume\.web\.json:1:1 {2}found an empty file/),
    ]);
  });

  test("where the base cannot be parsed, the others' slips of syntax are told too", async () => {
    const files = { "resume.json": "{", "resume.it.json": "[]", "resume.backend.json": {} };
    expect((await problems(files)).map(line => line.split("  ")[0])).toEqual([
      "resume.json:1:2",
      "resume.it.json:1:1",
    ]);
  });

  test("what is wrong in the base only together with a version is said with both", async () => {
    const lines = await problems({
      "resume.json": { work: [{}, {}], ...vitae({ hidden: ["work[1]"] }) },
      "resume.it.json": { work: [{}] },
    });
    expect(lines).toEqual([
      expect.stringMatching(/^resume\.json:1:\d+ .*found "work\[1\]".* \(read with resume\.it\.json\)$/),
    ]);
  });

  test("a file that cannot be read at all is named", async () => {
    using folder = filesOf({ "resume.json": {} });
    symlinkSync("/nowhere", folder.file("resume.it.json"));
    const error = await loadVersions(folderOf(folder.file("resume.json"))).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(ResumeFileError);
    expect(String(error)).toContain("resume.it.json: there is no such file");
    mkdirSync(folder.file("resume.de.json"));
    expect(loadVersions(folderOf(folder.file("resume.json")))).rejects.toThrow(/resume\.(de|it)\.json: /);
    expect(loadVersions(folderOf("/nowhere/resume.json"))).rejects.toThrow("there is no such file");
  });

  test("a byte order mark in either file is listed once, for its file", async () => {
    const { repairs } = await load({
      "resume.json": "\uFEFF{}",
      "resume.it.json": "\uFEFF{}",
      "resume.de.json": vitae({ whole: true }),
    });
    expect(repairs.map(line => line.split(" ")[0])).toEqual(["resume.json:1:1", "resume.it.json:1:1"]);
  });

  test("whole is true or false", async () => {
    for (const whole of ["true", 1, {}, []])
      expect(await problems({ "resume.json": {}, "resume.it.json": vitae({ whole }) })).toEqual([
        expect.stringMatching(
          /^resume\.it\.json:1:\d+ {2}meta\.vitae\.whole: found .*, expected true or false$/,
        ),
      ]);
  });

  test("what is no object where the language belongs is refused, and not written over", async () => {
    for (const patch of [{ meta: "x" }, { meta: { vitae: 5 } }]) {
      const lines = await problems({ "resume.json": vitae({ hidden: ["work"] }), "resume.it.json": patch });
      expect(lines).toEqual([expect.stringContaining("expected an object")]);
    }
  });
});

describe("names", () => {
  test("of another kind are refused", async () => {
    for (const name of ["Backend", "pt_BR", "it (copy)", "é", "it.sync-conflict-A"])
      expect(await problems({ "resume.json": {}, [`resume.${name}.json`]: {} })).toEqual([
        expect.stringMatching(
          /^resume\..+\.json:1:1 {2}found ".*" in its name, expected a language such as "it"/,
        ),
      ]);
  });

  test("of a language and a variant together are refused, and that is said", async () => {
    const files = { "resume.json": {}, "resume.backend.it.json": {}, "resume.it.backend.yaml": {} };
    expect(await problems(files)).toEqual(
      ["resume.backend.it.json", "resume.it.backend.yaml"].map(file =>
        expect.stringMatching(new RegExp(`^${file}:1:1 .* a language and a variant cannot be combined$`)),
      ),
    );
  });

  test("that two files have are refused, with both", async () => {
    const files = { "resume.json": {}, "resume.it.json": {}, "resume.it.yaml": "{}" };
    const [line = "", ...more] = await problems(files);
    expect(more).toEqual([]);
    expect(line).toMatch(/^resume\.it\.yaml:1:1 .*a second file for it.*resume\.it\.json is there$/);
    expect(
      await problems({ "resume.json": {}, "resume.pt-br.json": {}, "resume.pt-BR.json": {} }),
    ).toHaveLength(1);
  });

  test("of a language that the base is in, or another version, are refused", async () => {
    expect(await problems({ "resume.json": {}, "resume.en.json": {} })).toEqual([
      expect.stringMatching(/^resume\.en\.json:1:1 {2}meta\.vitae\.language: found "en", .* resume\.json \(/),
    ]);
    const files = { "resume.json": {}, "resume.de.json": {}, "resume.it.json": vitae({ language: "de" }) };
    expect(await problems(files)).toEqual([
      expect.stringMatching(/^resume\.it\.json:1:\d+ .*found "de", .* resume\.de\.json \(/),
    ]);
  });

  test("are 49 at most", async () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`resume.v${index}.json`, {}]));
    expect((await load({ "resume.json": {}, ...many(49) })).versions).toHaveLength(50);
    const line =
      "resume.json:1:1  found 51 versions of the résumé, expected at most 50: itself, its languages and its variants";
    expect(await problems({ "resume.json": {}, ...many(50) })).toEqual([line]);
    const work = [{ name: "Navy", "x-not": ["one-more"] }];
    expect(await problems({ "resume.json": { work }, ...many(49) })).toEqual([line]);
  });
});

describe("x-only and x-not", () => {
  const shown = ({ public: { work = [] } }: Version) => work.map(({ name }) => name).join(" ");

  test("say which versions show an entry, and are in none", async () => {
    const { versions } = await load({
      "resume.json": {
        basics: { profiles: [{ network: "GitHub", "x-only": ["backend"] }, { network: "X" }] },
        work: [
          { name: "all" },
          { name: "backend", "x-only": ["backend"] },
          { name: "both", "x-only": ["backend", "academic"] },
          { name: "others", "x-not": ["academic"] },
          { name: "italian", "x-only": "it" },
          { name: "english", "x-only": ["en"] },
          { name: "foreign", "x-not": ["en"] },
        ],
        ...vitae({ hidden: ["work[0]"] }),
      },
      "resume.backend.json": {},
      "resume.it.json": vitae({ hidden: [] }),
    });
    expect(versions.map(version => [version.prefix, shown(version)])).toEqual([
      ["", "others english"],
      ["/it", "all others italian foreign"],
      ["/for/academic", "both english"],
      ["/for/backend", "backend both others english"],
    ]);
    const profiles = versions.map(version => version.public.basics?.profiles?.map(({ network }) => network));
    expect(profiles).toEqual([["X"], ["X"], ["X"], ["GitHub", "X"]]);
    expect(JSON.stringify(versions.map(version => version.public))).not.toMatch(/x-only|x-not|hidden|whole/);
  });

  test("make a variant without a file, which is written where the base is", async () => {
    using folder = filesOf({ "resume.json": { work: [{ name: "a", "x-not": ["academic"] }] } });
    const result = await loadVersions(folderOf(folder.file("resume.json")));
    expect(result.ok && result.versions.map(({ prefix, file }) => [prefix, file])).toEqual([
      ["", folder.file("resume.json")],
      ["/for/academic", folder.file("resume.json")],
    ]);
  });

  test("only the base's entries make a variant; a name that no version has is worth a warning", async () => {
    const { versions, warnings } = await load({
      "resume.json": { work: [null, { name: "a", "x-only": ["fr"] }, { name: "b", "x-only": ["data"] }] },
      "resume.it.json": { work: [{ name: "b", "x-only": ["data", "it"], "x-not": undefined }] },
      "resume.web.json": { work: [{ name: "c", "x-not": ["cloud"] }] },
    });
    expect(versions.map(({ prefix }) => prefix)).toEqual(["", "/it", "/for/data", "/for/web"]);
    expect(warnings).toEqual([
      expect.stringMatching(
        /^resume\.json:1:\d+ {2}work\[1\]\["x-only"\]\[0\]: no version is called so; there are en, it, data, web$/,
      ),
      expect.stringMatching(
        /^resume\.web\.json:1:\d+ {2}work\[0\]\["x-not"\]\[0\]: no version is called so;/,
      ),
    ]);
  });

  test("a name that is nearly another's is worth a warning, a short or a frequent one is not", async () => {
    const work = [
      { name: "a", "x-not": ["bakcend", "web", "java1"] },
      { name: "b", "x-not": ["wob", "java1", "java2"] },
      { name: "c", "x-not": ["java2", "web"] },
    ];
    const { warnings } = await load({ "resume.json": { work }, "resume.backend.json": {} });
    expect(warnings).toEqual([
      expect.stringMatching(
        /^resume\.json:.*makes a version bakcend of its own; is it meant to be backend\?$/,
      ),
    ]);
  });

  const entry = (fields: object) => ({ "resume.json": { work: [{ name: "a", ...fields }] } });

  test.each([
    [entry({ "x-only": [] }), "found a list"],
    [entry({ "x-only": null }), "found null"],
    [entry({ "x-not": "" }), 'found ""'],
    [entry({ "x-not": ["", null] }), "found a list"],
    [entry({ "x-only": true }), "found true"],
    [entry({ "x-only": { a: 1 } }), "found an object"],
    [entry({ "x-only": [true] }), "found true"],
    [entry({ "x-only": ["a b"] }), 'found "a b"'],
    [entry({ "x-only": ["a"], "x-not": ["b"] }), "x-only or x-not, not both"],
    [{ "resume.json": { basics: { "x-only": ["a"] } } }, "only in an entry of a section"],
    [{ "resume.json": { "x-not": ["a"] } }, "only in an entry of a section"],
    [{ "resume.json": { patents: [{ "x-only": ["a"] }] } }, "only in an entry of a section"],
    [entry({ team: { "x-only": ["a"] } }), "only in an entry of a section"],
  ])("%j is refused: what it was meant to withhold is not published", async (files, message) => {
    const [line, ...more] = await problems(files);
    expect(more).toEqual([]);
    expect(line).toContain(message);
  });

  test("a slip that has one meaning is mended and listed", async () => {
    const { repairs, versions } = await load(entry({ "x-only": "Backend, IT" }));
    expect(repairs).toHaveLength(3);
    expect(versions.map(shown)).toEqual(["", "a"]);
  });
});

describe("private values", () => {
  const contact = (email: string) => ({ email, phone: "+49 170 1234567" });
  const text = "old@example.com new@example.com +49/170.1234567";
  const base = { basics: { ...contact("old@example.com"), summary: text } };
  const summaryOf = (version: Version) => version.public.basics?.summary;

  test("of each version are left out of the texts of all", async () => {
    const { versions } = await load({
      "resume.json": base,
      "resume.backend.json": { basics: { email: "new@example.com" } },
      "resume.it.json": { basics: { summary: text }, ...vitae({ whole: true }) },
    });
    expect(versions.map(summaryOf)).toEqual(["… … …", "… … …", "… … …"]);
  });

  test("are shown where their own version makes them public, and there only", async () => {
    const { versions, warnings } = await load({
      "resume.json": base,
      "resume.backend.json": { basics: { email: "New@example.com" }, ...vitae({ public: ["email"] }) },
    });
    expect(versions.map(summaryOf)).toEqual(["… … …", "… new@example.com …"]);
    expect(versions.map(version => version.public.basics?.email)).toEqual([undefined, "New@example.com"]);
    expect(warnings).toEqual([
      expect.stringMatching(/^resume\.json:1:\d+ .*the e-mail address is private/),
      expect.stringMatching(/^resume\.json:1:\d+ .*the phone number is private/),
      expect.stringMatching(
        /^resume\.json:1:\d+ .*the e-mail address of another version is private in this one/,
      ),
    ]);
  });

  test("a public number that holds another's private one stays whole", async () => {
    const { get } = await load({
      "resume.json": { basics: { phone: "170 1234567", location: { address: "Lindenallee 5, Hof" } } },
      "resume.backend.json": {
        basics: { phone: "+49 170 1234567", location: { address: "Lindenallee 5, Ulm" } },
        ...vitae({ public: ["phone", "address"] }),
      },
    });
    expect(get("/for/backend").public.basics).toEqual({
      phone: "+49 170 1234567",
      location: { address: "Lindenallee 5, Ulm" },
    });
  });

  test("a patch's public and hidden replace the base's", async () => {
    const { get } = await load({
      "resume.json": {
        basics: { email: "g@example.com" },
        references: [{ name: "H" }],
        skills: [{ name: "COBOL" }],
        ...vitae({ public: ["email"], hidden: ["references"] }),
      },
      "resume.backend.json": vitae({ public: [], hidden: ["skills"] }),
    });
    expect(Object.keys(get("").public)).toEqual(["basics", "skills", "meta"]);
    expect(get("").public.basics).toEqual({ email: "g@example.com" });
    expect(Object.keys(get("/for/backend").public)).toEqual(["basics", "references", "meta"]);
    expect(get("/for/backend").public.basics).toEqual({});
  });

  test("an index that the base hides is no entry of a version's own list: a warning says so, until that version hides its own", async () => {
    const files = {
      "resume.json": { work: [{ name: "a" }, { name: "b" }], ...vitae({ hidden: ["work[1]", "skills"] }) },
      "resume.it.json": { work: [{ name: "b" }, { name: "a" }] },
    };
    expect((await load(files)).warnings).toEqual([
      expect.stringMatching(
        /^resume\.json:1:\d+ {2}meta\.vitae\.hidden\[0\]: .*list work of its own.*\(read with resume\.it\.json\)$/,
      ),
    ]);
    const mended = { ...files["resume.it.json"], ...vitae({ hidden: ["work[0]"] }) };
    const { warnings, get } = await load({ ...files, "resume.it.json": mended });
    expect(warnings).toEqual([]);
    expect(get("/it").public.work).toEqual([{ name: "a" }]);
  });
});
