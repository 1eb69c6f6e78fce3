import { describe, expect, test } from "bun:test";
import { problemsOf, readText, repaired, repairsOf } from "./reading.ts";
import { keeps, repairs } from "./rows.ts";

const setting = (field: string) => (value: unknown) => ({ meta: { vitae: { [field]: value } } });

describe("settings", () => {
  keeps("meta.vitae.accent", setting("accent"), ["#0a7", "teal", "oklch(0.5 0.1 200)", "rgb(1 2 3)"]);
  repairs("meta.vitae.accent", setting("accent"), [
    [" teal ", "teal"],
    ["blu", undefined],
    ["red;}body{display:none", undefined],
    ["url(https://example.com)", undefined],
    ["var(--x)", undefined],
    [7, undefined],
  ]);
  keeps("meta.vitae.language", setting("language"), ["en", "de-CH", "zh-Hant-TW"]);
  repairs("meta.vitae.language", setting("language"), [
    ["en_us", "en-US"],
    ["EN", "en"],
    ["klingon language", undefined],
    ["<script>", undefined],
  ]);
  keeps("meta.vitae.labels", setting("labels"), [{ work: "Werdegang", present: "heute", constructor: "x" }]);
  repairs("meta.vitae.labels.work", value => setting("labels")({ work: value }), [
    [7, "7"],
    [null, undefined],
  ]);
  repairs("meta.vitae.sections[0]", value => setting("sections")(value === undefined ? [] : [value]), [
    ["Work", "work"],
    ["hobbies", "interests"],
    ["basics", undefined],
    ["constructor", undefined],
  ]);
  repairs("meta.vitae.public[0]", value => setting("public")(value === undefined ? [] : [value]), [
    ["E-Mail", "email"],
    ["postalCode", undefined],
    ["all", undefined],
  ]);

  test("what is possible is said of what means nothing", async () => {
    const [section] = await repairsOf(setting("sections")(["jobs"]));
    expect(section?.why).toContain("there are work, volunteer, education");
    const [field] = await repairsOf(setting("public")(["all"]));
    expect(field?.why).toContain("email, phone, address");
  });

  test("a text of names is split", async () => {
    expect<object>(await repaired(setting("public")("email, phone"))).toEqual(
      setting("public")(["email", "phone"]),
    );
  });

  test("hidden places are those of the file, and move with the repairs", async () => {
    const before = {
      work: [null, { company: "Navy" }, { name: "Army" }],
      hobbies: ["Clocks"],
      meta: {
        vitae: {
          hidden: ["work[1].company", "work[2]", "work[0]", "hobbies", "References"],
        },
      },
    };
    const { meta } = await repaired(before);
    expect(meta?.vitae?.hidden).toEqual(["work[0].name", "work[1]", "interests", "references"]);
    const changes = (await repairsOf(before)).filter(({ path }) => path.startsWith("meta.vitae.hidden"));
    expect(changes.map(({ path, after }) => [path, after])).toEqual([
      ["meta.vitae.hidden[0]", "work[0].name"],
      ["meta.vitae.hidden[1]", "work[1]"],
      ["meta.vitae.hidden[2]", undefined],
      ["meta.vitae.hidden[3]", "interests"],
      ["meta.vitae.hidden[4]", "references"],
    ]);
  });

  test("a hidden place that is not there is refused: a slip of the pen must not publish what it meant to hide", async () => {
    const file =
      '{ "work": [{ "name": "Navy" }],\n  "meta": { "vitae": { "hidden": ["work[0]", "wrok[0]", "work[9]", "a b", "work[0].name[0]"] } } }';
    const reading = await readText(file);
    expect(reading.ok).toBe(false);
    expect(
      !reading.ok && reading.problems.map(problem => [problem.line, problem.path, problem.found]),
    ).toEqual([
      [2, "meta.vitae.hidden[1]", '"wrok[0]"'],
      [2, "meta.vitae.hidden[2]", '"work[9]"'],
      [2, "meta.vitae.hidden[3]", '"a b"'],
      [2, "meta.vitae.hidden[4]", '"work[0].name[0]"'],
    ]);
  });

  test.each(["hiden", "Hidden", "hide", "hiddden"])(
    "so is the setting %s, in place of hidden",
    async name => {
      const problems = await problemsOf({ work: [{}], meta: { vitae: { [name]: ["work"] } } });
      expect(problems.map(({ path }) => path)).toEqual([`meta.vitae.${name}`]);
    },
  );
});
