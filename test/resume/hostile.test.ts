/** Files that were made to break a reader. Each gets an answer: a test that takes longer than its deadline hangs. */
import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { maxBytes } from "../../src/resume/decode.ts";
import { publicResume } from "../../src/resume/privacy.ts";
import { maxYamlLength } from "../../src/resume/yaml.ts";
import { readText } from "./reading.ts";

setDefaultTimeout(60_000);

function fill(text: string, length = maxBytes): string {
  return text.repeat(Math.floor(length / text.length));
}

describe("nesting", () => {
  for (const [name, text, file] of [
    ["5 MB of [", fill("["), "a.json"],
    ['5 MB of {"a":', fill('{"a":'), "a.json"],
    ["1,000 levels", `{"a":${"[".repeat(1000)}${"]".repeat(1000)}}`, "a.json"],
    ["512 kB of [ in YAML", fill("[", maxYamlLength), "a.yaml"],
    ["512 kB of - in YAML", fill("- ", maxYamlLength), "a.yaml"],
    ["512 kB of ? in YAML", fill("? ", maxYamlLength), "a.yaml"],
    ["512 kB of a: in YAML", fill("a: ", maxYamlLength), "a.yaml"],
  ] as const) {
    test(`${name} is answered at once`, async () => {
      const reading = await readText(text, file);
      expect(reading).toMatchObject({
        ok: false,
        problems: [{ line: 1, found: expect.stringContaining("more than 64") }],
      });
    });
  }

  test("64 levels are read, 65 are not, in JSON and in YAML", async () => {
    const nested = (levels: number) => `{"a": ${"[".repeat(levels - 1)}${"]".repeat(levels - 1)}}`;
    for (const file of ["a.json", "a.yaml"]) {
      expect(await readText(nested(64), file)).toMatchObject({ ok: true });
      expect(await readText(nested(65), file)).toMatchObject({ ok: false });
    }
  });

  test("brackets in text are no nesting", async () => {
    expect(await readText(JSON.stringify({ a: `${fill("[", 1000)}\\"{{` }))).toMatchObject({ ok: true });
  });
});

describe("size", () => {
  test("5 MB of work is read, repaired and published", async () => {
    const job = {
      company: "Navy",
      startDate: "2020-4",
      url: "example.com",
      summary: "x",
      highlights: ["a", "b"],
    };
    const work = Array.from({ length: 50_000 }, () => job);
    const reading = await readText(JSON.stringify({ basics: { email: "a@example.com" }, work }));
    expect(reading.ok).toBe(true);
    expect(reading.repairs).toHaveLength(150_000);
    if (reading.ok) expect(publicResume(reading.resume).work).toHaveLength(50_000);
  });

  test("a byte more than 5 MiB is refused", async () => {
    expect(await readText(fill("x", maxBytes + 1))).toMatchObject({
      ok: false,
      problems: [{ found: "5242881 bytes", expected: "at most 5242880 bytes (5 MiB)" }],
    });
  });

  for (const text of ["]", '"', "x,", "/", "\\", '{"a":1}', "\u{1F600}"]) {
    test(`5 MB of ${text} is refused`, async () => {
      const length = Math.floor(maxBytes / Buffer.byteLength(text));
      expect(await readText(text.repeat(length))).toMatchObject({ ok: false });
    });
  }

  for (const text of ["]", '"', "{,}", "&a ", "*a ", "! ", "%x\n", "a:\n", "- a\n", "x: y: z\n"]) {
    test(`512 kB of ${JSON.stringify(text)} in YAML is refused`, async () => {
      expect(await readText(fill(text, maxYamlLength), "a.yaml")).toMatchObject({ ok: false });
    });
  }

  test("a million names that stand twice are a list of problems", async () => {
    const reading = await readText(`{${fill('"a":1,', 1_000_000)}"a":1}`);
    expect(reading.ok ? 0 : reading.problems.length).toBeGreaterThan(100_000);
  });

  test("one object with 100,000 names, each to repair, is read in time", async () => {
    const fields = Array.from({ length: 100_000 }, (_, index) => [`url${index}`, "a\u0000"]);
    const reading = await readText(JSON.stringify(Object.fromEntries(fields)));
    expect(reading.repairs).toHaveLength(100_000);
  });

  for (const field of ["name", "email", "url", "image", "phone", "summary"]) {
    for (const text of ["a", "a.", "a@", "-", "https://a.", "%", "\u0001", "<", " a"]) {
      test(`300 kB of ${JSON.stringify(text)} as ${field} gets an answer`, async () => {
        await readText(JSON.stringify({ basics: { [field]: fill(text, 300_000) } }));
      });
    }
  }

  for (const text of ["1", "2020-", "april ", ",", "2020-01-01T", "- "]) {
    test(`a date of 300 kB of ${text} gets an answer`, async () => {
      expect(await readText(JSON.stringify({ work: [{ startDate: fill(text, 300_000) }] }))).toMatchObject({
        ok: false,
      });
    });
  }
});

describe("aliases", () => {
  test("a bomb is refused", async () => {
    const names = [..."abcdefghij"];
    const bomb = names.map(
      (name, index) =>
        `${name}: &${name} [${Array(9)
          .fill(index ? `*${names[index - 1]}` : "x")
          .join(",")}]`,
    );
    const reading = await readText(bomb.join("\n"), "a.yaml");
    expect(reading).toMatchObject({
      ok: false,
      problems: [{ found: expect.stringContaining("aliases that repeat") }],
    });
  });

  test("a chain of them counts as nesting", async () => {
    const chain = Array.from({ length: 70 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}]`);
    const reading = await readText(["a0: &a0 [x]", ...chain].join("\n"), "a.yaml");
    expect(reading).toMatchObject({
      ok: false,
      problems: [{ found: expect.stringContaining("more than 64") }],
    });
  });
});
