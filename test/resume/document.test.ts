import { describe, expect, test } from "bun:test";
import { deviations } from "../../src/resume/conformance.ts";
import { parseDocument } from "../../src/resume/document.ts";
import { formatProblem } from "../../src/resume/problem.ts";
import { readResume, readText } from "./reading.ts";

async function messages(text: string | Uint8Array, file = "resume.json"): Promise<string[]> {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const reading = await readResume(bytes, { file });
  return reading.ok ? [] : reading.problems.map(formatProblem);
}

async function message(text: string | Uint8Array, file?: string): Promise<string | undefined> {
  const [first, ...more] = await messages(text, file);
  expect(more).toEqual([]);
  return first;
}

describe("positions", () => {
  const json =
    '{\r\n  "work": [\n    { "name": "Navy" },\n\t{ "é": "😀", "startDate": "sometime" }\n  ]\n}\n';
  const yaml =
    "# a comment\nwork:\n  - name: Navy\n  - name: Army\n    startDate: sometime\n    endDate: !!str 2020-13\n";

  test("in JSON are those of the value, in lines and UTF-16 units", async () => {
    expect(await message(json)).toBe(
      'resume.json:4:28  work[1].startDate: found "sometime", expected a date such as 2020, 2020-04 or 2020-04-30',
    );
  });

  test("in YAML too", async () => {
    expect(await messages(yaml, "me.yaml")).toEqual([
      'me.yaml:5:16  work[1].startDate: found "sometime", expected a date such as 2020, 2020-04 or 2020-04-30',
      expect.stringContaining("me.yaml:6:20  work[1].endDate: found"),
    ]);
  });

  test("are found by path, and for a path that is not there from the nearest value above it", async () => {
    const parsed = await parseDocument(new TextEncoder().encode(json), { file: "resume.json" });
    if (!parsed.ok) throw new Error("cannot parse");
    const { locate } = parsed.document;
    expect(locate([])).toEqual({ file: "resume.json", line: 1, column: 1 });
    expect(locate(["work", 1, "startDate"])).toEqual({ file: "resume.json", line: 4, column: 28 });
    expect(locate(["work", 0, "url", "x"])).toEqual({ file: "resume.json", line: 3, column: 5 });
    expect(locate(["constructor"])).toEqual({ file: "resume.json", line: 1, column: 1 });
  });

  test("of deviations from the schema are those of the values", async () => {
    const parsed = await parseDocument(new TextEncoder().encode(json), { file: "resume.json" });
    if (!parsed.ok) throw new Error("cannot parse");
    expect(deviations(parsed.document)).toMatchObject([{ line: 4, column: 28, path: "work[1].startDate" }]);
  });
});

describe("syntax", () => {
  test("a slip in JSON is shown with its line and a caret", async () => {
    expect(await message('{\n  "basics": {\n\t"name": "Grace"\n\t"label": "Admiral"\n  }\n}')).toBe(
      [
        'resume.json:4:2  found "label", expected a comma or the end of the list or object',
        ' "label": "Admiral"',
        " ^",
      ].join("\n"),
    );
  });

  test("a caret stands under its character after wide ones, tabs and emoji", async () => {
    const shown = await message('{"漢字\u0301😀\\t": x}');
    const [, line = "", caret = ""] = (shown ?? "").split("\n");
    expect(Bun.stringWidth(line.slice(0, line.indexOf("x}")))).toBe(caret.indexOf("^"));
  });

  test("a long line is cut around its caret", async () => {
    const all = await messages(`{"a": "${"x".repeat(200)}", "c" "${"y".repeat(200)}"}`);
    const [, line = "", caret = ""] = (all[0] ?? "").split("\n");
    expect(line.length).toBeLessThan(80);
    expect(line).toMatch(/^….*…$/);
    expect(line[caret.indexOf("^")]).toBe('"');
    expect(line.slice(caret.indexOf("^"))).toStartWith('"yyy');
  });

  test("what a terminal would obey is not in an excerpt", async () => {
    const [shown = ""] = await messages('{"a\u202E\u009b": x}');
    expect(shown).toContain('{"a\uFFFD\uFFFD": x}');
  });

  const slips: [text: string, expected: RegExp][] = [
    ['{"a": 1,}', /found }, expected a name in double quotes \(no comma stands after the last one\)/],
    ['{"a": [1,]}', /found ], expected a value.*no comma stands after the last one/],
    ["{'a': 1}", /found 'a', expected .*text in double quotes/],
    ['{"a": "x\ny"}', /expected a double quote at the end of the text, in the same line/],
    ['{"a": "x\ty"}', /no control character in text/],
    ['{"a": "\\x"}', /after a backslash/],
    ['{"a": "\\u12"}', /four digits/],
    ['{"a": 01}', /found 1, expected a comma/],
    ['{"a": tru}', /found tru, expected a value/],
    ['{"a": NaN}', /found NaN, expected a value/],
    ['{"a" 1}', /found 1, expected a colon/],
    ['{"a": 1', /found the end of the file, expected }/],
    ['{"a": 1}\n\n', /^$/],
    ["{} {}", /found {, expected nothing after the end/],
    ['{"a": 1 // x\n}', /found \/\/ x, expected no comment: JSON has none/],
  ];
  for (const [text, expected] of slips) {
    test(`JSON: ${JSON.stringify(text)}`, async () => {
      expect((await messages(text))[0] ?? "").toMatch(expected);
    });
  }

  test("several slips are told at once, but no more than twenty", async () => {
    expect(await messages('{"a": tru, "b": fals, "c": 1}')).toHaveLength(2);
    expect(await messages('{"a": [1')).toHaveLength(1);
    expect(await messages(`[${"x,".repeat(1000)}]`)).toHaveLength(20);
  });

  const yamlSlips: [text: string, expected: RegExp][] = [
    ["a: b: c", /^resume.yaml:1:4 .*Nested mappings/],
    ["a:\n\tb: 1", /^resume.yaml:2:1 .*found a tab.*Tabs are not allowed/],
    ["a: 'b", /closing/],
    ["a: [1, 2", /found the end of the file/],
    ["a: @b", /reserved character @/],
    ["a: 1\n---\nb: 2", /found a second document/],
    ["? [a]\n: 1", /found a name that is no text, expected text/],
    ["~: 1", /found a name that is no text/],
    ["a: *b", /found "\*b", expected the name of a value before it/],
    ["a: &a [*a]", /a\[0\]: found "\*a"/],
    ["*a", /^resume.yaml:1:1 +found "\*a", expected the name of a value before it.*\n\*a\n\^$/],
    ["a: |b", /found "b" \(Block scalar header includes extra characters: \|b\), expected nothing of/],
    [`a: !b!${"c".repeat(200)} d`, /\(Could not resolve tag: !b!c{70,80}…\), expected a value without a tag/],
    ['a: "\\U\u202E23456"', /\(Invalid escape sequence \\U\\u\{202e\}23456/],
    ["a: \u0007", /control character/],
    ["# nothing", /found nothing, expected a résumé/],
  ];
  for (const [text, expected] of yamlSlips) {
    test(`YAML: ${JSON.stringify(text)}`, async () => {
      expect((await messages(text, "resume.yaml"))[0]).toMatch(expected);
    });
  }

  test("a name that stands twice is refused, with both lines", async () => {
    const problem = "found the same name a second time (the first is in line 2), expected each name once";
    expect(await message('{"work": [{\n"name": "a",\n "name": "b"}]}')).toBe(
      `resume.json:3:2  work[0].name: ${problem}`,
    );
    expect(await message("work:\n- name: a\n  name: b", "me.yml")).toBe(
      `me.yml:3:3  work[0].name: ${problem}`,
    );
  });
});

describe("YAML", () => {
  test("says what JSON says", async () => {
    const yaml = [
      "basics:",
      "  name: Grace Hopper",
      "  phone: 555",
      "work:",
      "  - &navy",
      "    name: Navy",
      "    startDate: 1943-12",
      "    endDate: 1986",
      "    summary: |",
      "      One",
      "      two",
      "  - *navy",
      "yes: no",
      "2020: 1.50",
      "true: ~",
    ].join("\n");
    const navy = { name: "Navy", startDate: "1943-12", endDate: "1986", summary: "One\ntwo\n" };
    expect(await readText(yaml, "resume.yaml")).toMatchObject({
      ok: true,
      resume: {
        basics: { name: "Grace Hopper", phone: "555" },
        work: [navy, navy],
        yes: "no",
        "2020": 1.5,
        true: null,
      },
    });
  });

  test("keeps the text of a number", async () => {
    const reading = await readText(
      "education:\n- score: 4.0\n- score: 0x1F\n- score: 1_000\n- endDate: 2020.10",
      "a.yaml",
    );
    const education = [{ score: "4.0" }, { score: "0x1F" }, { score: "1_000" }, { endDate: "2020-10" }];
    expect(reading).toMatchObject({ ok: true, resume: { education } });
  });

  test("of an older version or with explicit tags is read as the text that it is", async () => {
    const text =
      "%YAML 1.1\n---\nname: yes\nwork:\n- startDate: !!timestamp 2020-04-30\n  summary: !custom text\n";
    const reading = await readText(text, "a.yaml");
    expect(reading).toMatchObject({
      ok: true,
      resume: { work: [{ startDate: "2020-04-30", summary: "text" }] },
    });
  });

  test("is told from JSON by its extension, or by how it starts", async () => {
    expect(await readText("name: x", "resume")).toMatchObject({ ok: true });
    expect(await readText(' {"name": "x"}', "resume.txt")).toMatchObject({ ok: true });
    expect(await readText("name: x", "resume.json")).toMatchObject({ ok: false });
    expect(await readText("{name: x}", "resume.YML")).toMatchObject({ ok: true });
  });
});

describe("encodings", () => {
  test("a byte order mark is taken off and listed", async () => {
    const reading = await readText('\uFEFF{"basics":{"name":"x"}}');
    expect(reading).toMatchObject({
      ok: true,
      resume: { basics: { name: "x" } },
      repairs: [{ before: "\uFEFF" }],
    });
  });

  test("UTF-16 is named, with what to do", async () => {
    const le = Buffer.from('{"a":1}', "utf16le");
    const be = Buffer.from('{"a":1}', "utf16le").swap16();
    const bom = Buffer.concat([Buffer.from([0xff, 0xfe]), le]);
    for (const bytes of [le, be, bom]) {
      expect(await message(bytes)).toMatch(
        /^resume.json:1:1 {2}found text in UTF-16, expected .*save it with the encoding UTF-8/,
      );
    }
  });

  test("a byte of another encoding is found at its place", async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"é\uFFFD😀":\n "caf'),
      Buffer.from([0xe9]),
      Buffer.from('"}'),
    ]);
    expect(await message(bytes)).toMatch(/^resume.json:2:6 {2}found the byte 0xE9, which is no UTF-8/);
  });

  test("half a character at the end of the file is found too", async () => {
    expect(await message(Buffer.concat([Buffer.from("{}"), Buffer.from([0xc3])]))).toMatch(
      /^resume.json:1:3 .*0xC3/,
    );
  });

  test("a NUL byte is found at its place", async () => {
    expect(await message('{"a":\n "b\0"}')).toBe("resume.json:2:4  found a NUL byte, expected text");
  });

  test("an empty file is called so", async () => {
    for (const text of ["", " \n\t", "\uFEFF"])
      expect(await message(text)).toMatch(/^resume.json:1:1 {2}found an empty file/);
  });

  test("another top level than an object is refused", async () => {
    expect(await message('[{"basics": {}}]')).toMatch(/found a list, expected a résumé: an object/);
    expect(await message("null")).toMatch(/found nothing/);
    expect(await message("- a", "a.yaml")).toMatch(/found a list/);
  });
});
