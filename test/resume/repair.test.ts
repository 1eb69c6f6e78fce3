import { describe, expect, test } from "bun:test";
import { problemsOf, read, readText, repaired, repairsOf, warningsOf } from "./reading.ts";

/** One repair that a field's value leads to: what is left of it, with `undefined` for nothing. */
type Row = [before: unknown, after: unknown];

/** Checks that each row's value becomes what it should, is listed with path, before and after, and is read the same again. */
function repairs(path: string, make: (value: unknown) => object, rows: Row[]): void {
  for (const [before, after] of rows) {
    test(`${path}: ${JSON.stringify(before)} becomes ${JSON.stringify(after)}`, async () => {
      const resume = await repaired(make(before));
      expect<object>(resume).toEqual(after === undefined ? await repaired(make(undefined)) : make(after));
      const place = { file: "resume.json", line: 1, column: expect.any(Number) };
      const repair = { ...place, path, before, after, why: expect.any(String) };
      expect(await repairsOf(make(before))).toContainEqual(repair);
      expect(await repairsOf(resume)).toEqual([]);
    });
  }
}

/** Checks that a field's value stays as it is, and that nothing is listed. */
function keeps(path: string, make: (value: unknown) => object, values: unknown[]): void {
  for (const value of values) {
    test(`${path}: ${JSON.stringify(value)} stays`, async () => {
      expect<object>(await repaired(make(value))).toEqual(make(value));
      expect(await repairsOf(make(value))).toEqual([]);
    });
  }
}

/** Checks that a field's value is refused, at its place in the file. */
function refuses(path: string, make: (value: unknown) => object, values: unknown[], expected: RegExp): void {
  for (const value of values) {
    test(`${path}: ${JSON.stringify(value)} is refused`, async () => {
      const [problem, ...more] = await problemsOf(make(value));
      expect(more).toEqual([]);
      expect(problem).toMatchObject({ file: "resume.json", line: 1, path });
      expect(problem?.expected).toMatch(expected);
      const text = JSON.stringify(make(value));
      expect(text.slice((problem?.column ?? 0) - 1)).toStartWith(JSON.stringify(value));
    });
  }
}

const name = (value: unknown) => ({ basics: { name: value } });
const summary = (value: unknown) => ({ basics: { summary: value } });
const startDate = (value: unknown) => ({ work: [{ name: "Navy", startDate: value }] });
const endDate = (value: unknown) => ({ work: [{ name: "Navy", endDate: value }] });
const url = (value: unknown) => ({ basics: { url: value } });
const email = (value: unknown) => ({ basics: { email: value } });
const image = (value: unknown) => ({ basics: { image: value } });
const highlights = (value: unknown) => ({ work: [{ highlights: value }] });
const keywords = (value: unknown) => ({ skills: [{ name: "x", keywords: value }] });
const setting = (field: string) => (value: unknown) => ({ meta: { vitae: { [field]: value } } });

describe("text", () => {
  keeps("basics.name", name, [
    "Grace",
    " Grace ",
    "<b>Grace</b>",
    "علي",
    "👩‍💻",
    "a\u2067b\u2069",
    "true",
    "{{x}}",
    "null",
  ]);
  repairs("basics.name", name, [
    [null, undefined],
    ["", undefined],
    [" \n\t", undefined],
    [12, "12"],
    ["a\u0000b", "ab"],
    ["a\u001b[31mb", "a[31mb"],
    ["a\r\nb\rc", "a\nb\nc"],
    ["a\u0085b\u009bc\u007f", "abc"],
    ["abc\u202Etxt.exe", "abctxt.exe"],
    ["a\u202Ab\u202Bc\u202Cd\u202De", "abcde"],
    ["a\uFFFEb\uFDD0c\u{1FFFF}", "abc"],
    ["\u0007", undefined],
  ]);
  repairs("basics.summary", summary, [["a\tb\u0000\n", "a\tb\n"]]);
  refuses("basics.name", name, [true, false, [], ["Grace"], {}, { first: "Grace" }], /^text/);

  test("a lone surrogate, which JSON can write and UTF-8 cannot, becomes the replacement character", async () => {
    const reading = await readText('{"basics":{"name":"a\\ud800b"}}');
    expect(reading).toMatchObject({
      ok: true,
      resume: { basics: { name: "a\uFFFDb" } },
      repairs: [{ path: "basics.name" }],
    });
  });

  test("a number keeps the text that it was written as", async () => {
    const text =
      '{"education":[{"score":4.0},{"score":12345678901234567890},{"score":1e400},{"score":-0.10}]}';
    const reading = await readText(text);
    const scores = ["4.0", "12345678901234567890", "1e400", "-0.10"].map(score => ({ score }));
    expect(reading).toMatchObject({ ok: true, resume: { education: scores } });
    expect(reading.repairs).toHaveLength(4);
  });
});

describe("dates", () => {
  keeps("work[0].startDate", startDate, [
    "2020",
    "2020-04",
    "2020-04-30",
    "2020-02-29",
    "1000",
    "2999-12-31",
  ]);
  repairs("work[0].startDate", startDate, [
    [null, undefined],
    ["", undefined],
    [2020, "2020"],
    [" 2020 ", "2020"],
    ["2020-4", "2020-04"],
    ["2020-4-5", "2020-04-05"],
    ["04/2020", "2020-04"],
    ["4/2020", "2020-04"],
    ["04.2020", "2020-04"],
    ["2020/04", "2020-04"],
    ["2020.04", "2020-04"],
    ["2020/04/30", "2020-04-30"],
    ["2020–04", "2020-04"],
    ["April 2020", "2020-04"],
    ["april, 2020", "2020-04"],
    ["Apr. 2020", "2020-04"],
    ["Apr-2020", "2020-04"],
    ["Sept 2020", "2020-09"],
    ["2020 April", "2020-04"],
    ["20 April 2020", "2020-04-20"],
    ["20th of April 2020", "2020-04-20"],
    ["1 May 2020", "2020-05-01"],
    ["April 20, 2020", "2020-04-20"],
    ["Apr 20th 2020", "2020-04-20"],
    ["20-Apr-2020", "2020-04-20"],
    ["30/04/2020", "2020-04-30"],
    ["04/30/2020", "2020-04-30"],
    ["05/05/2020", "2020-05-05"],
    ["2020-04-01T00:00:00.000Z", "2020-04-01"],
    ["2020-04-01T23:59:59+02:00", "2020-04-01"],
    ["2020-04-01 12:30", "2020-04-01"],
  ]);
  refuses(
    "work[0].startDate",
    startDate,
    [
      "sometime",
      "2020-19-39",
      "2020-13",
      "2020-00",
      "2020-02-30",
      "2020-04-00",
      "2020-04-31",
      "2020-12-99",
      "2021-02-29",
      "13/2020",
      "April",
      "4 2020 2020",
      "Present",
    ],
    /^a date such as 2020, 2020-04 or 2020-04-30/,
  );
  refuses(
    "work[0].startDate",
    startDate,
    [
      "0999",
      "3000",
      "20",
      "20200430",
      "2018 - 2020",
      "2018 to 2020",
      "Q1 2020",
      "Apr '20",
      "Apr May 2020",
      20,
      1586736000,
      "2020-04-",
      "-2020",
    ],
    /^a date/,
  );
  refuses("work[0].startDate", startDate, [true, [], {}, ["2020"]], /^a date/);

  test("a date that can be two is refused with both", async () => {
    const [problem] = await problemsOf(startDate("01/02/2020"));
    expect(problem?.expected).toBe("2020-02-01 or 2020-01-02: it can mean either");
  });

  const ongoing = ["Present", "present", " NOW ", "current", "Today", "ongoing", "heute", "至今"];
  repairs(
    "work[0].endDate",
    endDate,
    ongoing.map(text => [text, undefined]),
  );
  repairs("work[0].endDate", endDate, [
    [null, undefined],
    ["", undefined],
    ["May 2020", "2020-05"],
  ]);
  refuses("work[0].endDate", endDate, ["later"], /or none, for what goes on/);
});

describe("web addresses", () => {
  keeps("basics.url", url, [
    "https://example.com",
    "http://example.com/a?b=c#d",
    "HTTPS://EXAMPLE.COM/",
    "https://example.com/%C3%A4",
    "https://[::1]:8080/",
    "https://localhost:3000/",
    "mailto:grace@example.com",
    "mailto:grace@example.com?subject=Hello%20there",
    "tel:+15551234567",
  ]);
  repairs("basics.url", url, [
    ["", undefined],
    [" https://example.com ", "https://example.com"],
    ["example.com", "https://example.com"],
    ["www.example.com/me", "https://www.example.com/me"],
    ["example.com:8080/x", "https://example.com:8080/x"],
    ["//example.com/x", "https://example.com/x"],
    ["https://münchen.de/ä", "https://xn--mnchen-3ya.de/%C3%A4"],
    ["https://example.com/?q=ä#oben ä", "https://example.com/?q=%C3%A4#oben%20%C3%A4"],
    ["münchen.de", "https://xn--mnchen-3ya.de/"],
    ["https://example.com/a b|c", "https://example.com/a%20b%7Cc"],
    ["https://example.com/?q=[a]", "https://example.com/?q=%5Ba%5D"],
    ["https://example.com/100%", "https://example.com/100%25"],
    ["https:\\\\example.com\\x", "https://example.com/x"],
    ["https:example.com", "https://example.com/"],
    ["grace@example.com", "mailto:grace@example.com"],
    ["mailto:Grace <grace@example.com>?subject=a b", "mailto:grace@example.com?subject=a%20b"],
    ["mailto:#g@example.com", "mailto:%23g@example.com"],
    ["tel:+1 (555) 123-4567", "tel:+1555123-4567"],
  ]);
  repairs(
    "basics.url",
    url,
    [
      "javascript:alert(1)",
      "JaVaScRiPt:alert(1)",
      " javascript:alert(1)",
      "\u0001javascript:alert(1)",
      "java\tscript:alert(1)",
      "java\nscript:alert(1)",
      "java\r\nscript:alert(1)",
      "java\u0000script:alert(1)",
      "javascript\t:alert(1)",
      "javascript: alert(1)",
      "javascript:1",
      "data:text/html,<script>alert(1)</script>",
      "data:image/png;base64,AAAA",
      "vbscript:msgbox(1)",
      "file:///etc/passwd",
      "ftp://example.com/",
      "blob:https://example.com/1",
      "view-source:https://example.com/",
    ].map(text => [text, undefined]),
  );
  refuses(
    "basics.url",
    url,
    [
      "my site",
      "nothing",
      "https://",
      "http:// example.com",
      "//",
      "/me",
      "#me",
      "@grace",
      "javascript&colon;alert(1)",
      "Note: on request",
      "example.com and more",
      "mailto:nobody",
      "tel:none",
      "3.14",
    ],
    /./,
  );

  test("$schema is left out where it is no complete address, and stops nothing", async () => {
    expect(await repaired({ $schema: "./schema.json" })).toEqual({});
    expect(await repaired({ $schema: "javascript:alert(1)" })).toEqual({});
    const $schema = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json";
    expect(await repairsOf({ $schema })).toEqual([]);
  });
});

describe("e-mail", () => {
  keeps("basics.email", email, ["grace@example.com", "g.h+x@sub.example.co.uk"]);
  repairs("basics.email", email, [
    ["", undefined],
    ["mailto:grace@example.com", "grace@example.com"],
    ["MAILTO: grace@example.com ", "grace@example.com"],
    [" grace@example.com\n", "grace@example.com"],
    ["Grace Hopper <grace@example.com>", "grace@example.com"],
    ["grace@münchen.de", "grace@xn--mnchen-3ya.de"],
  ]);
  refuses(
    "basics.email",
    email,
    [
      "grace",
      "grace@",
      "@example.com",
      "grace at example.com",
      "a@b@c d",
      "grace@example.com, g@example.com",
      `${"a".repeat(250)}@b.co`,
      "x\u0000",
    ],
    /^an e-mail address/,
  );
  refuses("basics.email", email, [5, true, ["grace@example.com"]], /^an e-mail address/);
});

describe("image", () => {
  keeps("basics.image", image, [
    "photo.jpg",
    "./img/grace.webp",
    "img/Grace Hopper.png",
    "./img.old/me.png",
    "https://example.com/photo",
    "data:image/png;base64,iVBORw0KGgo=",
  ]);
  repairs("basics.image", image, [
    [" photo.jpg ", "photo.jpg"],
    ["www.example.com/photo.jpg", "https://www.example.com/photo.jpg"],
    ["//example.com/photo.jpg", "https://example.com/photo.jpg"],
    ...[
      "../photo.jpg",
      "img/../../photo.jpg",
      "/etc/photo.png",
      "..\\photo.png",
      "C:\\photo.png",
      "c:photo.png",
      "%2e%2e/photo.png",
      "img/%2e%2e%2fphoto.png",
      "data:image/svg+xml;base64,PHN2Zz4=",
      "data:text/html;base64,PHN2Zz4=",
      "data:image/png,<svg onload=alert(1)>",
      "javascript:alert(1)//photo.png",
      "java\tscript:alert(1)//.png",
      "mailto:grace@example.com",
      "file:///home/grace/photo.png",
    ].map(text => [text, undefined] satisfies Row),
  ]);
  refuses("basics.image", image, ["me", ".env", "resume", "a photo"], /^an image/);
});

describe("lists", () => {
  keeps("work[0].highlights", highlights, [[], ["a, b"], ["- a"]]);
  repairs("work[0].highlights", highlights, [
    [null, undefined],
    ["", undefined],
    ["one, two; three", ["one, two; three"]],
    ["- one\n- two\r\n\n* three\n• four\n-5 degrees", ["one", "two", "three", "four", "-5 degrees"]],
    [7, ["7"]],
  ]);
  repairs("skills[0].keywords", keywords, [["C, C++; Ada\nCOBOL,", ["C", "C++", "Ada", "COBOL"]]]);
  refuses("work[0].highlights", highlights, [true, { a: "b" }], /^a list/);

  test("what is empty in a list is left out, each with its own place", async () => {
    expect<object>(await repaired(highlights([null, "a", "", "b"]))).toEqual(highlights(["a", "b"]));
    const paths = (await repairsOf(highlights([null, "a", "", "b"]))).map(({ path }) => path);
    expect(paths).toEqual(["work[0].highlights[0]", "work[0].highlights[2]"]);
  });

  test("an object in place of a list is its one item", async () => {
    expect(await repaired({ work: { name: "Navy" } })).toEqual({ work: [{ name: "Navy" }] });
  });

  test("a list in a list is not guessed at", async () => {
    const [problem] = await problemsOf({ work: [[{ name: "Navy" }]] });
    expect(problem).toMatchObject({ path: "work[0]", found: "a list", expected: "an object { … }" });
  });

  test("a text in place of an object is the field that names it", async () => {
    const before = {
      work: ["Admiral"],
      skills: "COBOL\nAda",
      languages: ["English"],
      basics: { location: "Arlington" },
    };
    expect(await repaired(before)).toEqual({
      work: [{ position: "Admiral" }],
      skills: [{ name: "COBOL" }, { name: "Ada" }],
      languages: [{ language: "English" }],
      basics: { location: { city: "Arlington" } },
    });
    expect(await problemsOf({ skills: [7] })).toMatchObject([{ path: "skills[0]", found: "the number 7" }]);
  });
});

describe("older versions of the schema", () => {
  test("v0 names become those of 1.3.1, each listed", async () => {
    const before = {
      basics: { name: "Grace", picture: "me.jpg", website: "https://example.com" },
      work: [{ company: "Navy", website: "example.com" }],
      education: [{ institution: "Yale", gpa: 4 }],
      hobbies: [{ name: "Clocks" }],
    };
    expect(await repaired(before)).toEqual({
      basics: { name: "Grace", image: "me.jpg", url: "https://example.com" },
      work: [{ name: "Navy", url: "https://example.com" }],
      education: [{ institution: "Yale", score: "4" }],
      interests: [{ name: "Clocks" }],
    });
    const renamed = (await repairsOf(before)).filter(({ why }) =>
      why.startsWith("JSON Resume 1.3.1 calls it"),
    );
    expect(renamed.map(({ path, after }) => `${path} → ${after}`).sort()).toEqual([
      "basics.picture → image",
      "basics.website → url",
      "education[0].gpa → score",
      "hobbies → interests",
      "work[0].company → name",
      "work[0].website → url",
    ]);
  });

  test("a top-level bio of the first version becomes basics", async () => {
    const bio = {
      firstName: "Grace",
      lastName: "Hopper",
      email: { work: "hopper@navy.example", personal: "grace@example.com" },
      phone: { mobile: "555 0100", home: "555 0101" },
      profiles: { github: "grace", blog: "https://example.com/blog" },
      summary: "Amazing",
      location: { city: "Arlington" },
    };
    expect(await repaired({ bio })).toEqual({
      basics: {
        name: "Grace Hopper",
        email: "grace@example.com",
        phone: "555 0100",
        profiles: [
          { network: "github", username: "grace" },
          { network: "blog", url: "https://example.com/blog" },
        ],
        summary: "Amazing",
        location: { city: "Arlington" },
      },
    });
    const [email] = (await repairsOf({ bio })).filter(({ path }) => path === "bio.email");
    expect(email).toMatchObject({ before: bio.email, after: "grace@example.com" });
  });

  test("a bio that is text is the summary", async () => {
    expect(await repaired({ bio: "An admiral" })).toEqual({ basics: { summary: "An admiral" } });
  });

  test("with both names present both are kept, and a warning says which counts", async () => {
    const both = { work: [{ name: "Navy", company: "Army" }], basics: {}, bio: { name: "x" } };
    expect(await repaired(both)).toEqual(both);
    expect(await repairsOf(both)).toEqual([]);
    expect(await warningsOf(both)).toMatchObject([
      { path: "work[0].company", message: expect.stringContaining("name is there too") },
      { path: "bio" },
    ]);
  });

  test("an older name that says nothing is no reason for a warning", async () => {
    expect(await warningsOf({ work: [{ name: "Navy", company: " " }] })).toEqual([]);
  });

  test("an older name counts where the new one is empty", async () => {
    expect(await repaired({ work: [{ name: "", company: "Navy" }] })).toEqual({ work: [{ name: "Navy" }] });
  });
});

describe("what the schema does not know", () => {
  test("is kept at every level", async () => {
    const before = {
      "x y": null,
      volunteering: [1, "", [true, { a: [] }]],
      basics: { pronouns: "she", location: { planet: "Earth" } },
      work: [{ team: { size: 3 } }],
      meta: { theme: "elegant", vitae: { future: {} } },
      constructor: { name: "x" },
      toString: "x",
      hasOwnProperty: 1,
    };
    expect<object>(await repaired(before)).toEqual(before);
    expect(await repairsOf(before)).toEqual([]);
  });

  test("has its text cleaned, and its scripts left out of links", async () => {
    const before = {
      note: "a\u0000b",
      blog: { Url: "java\tscript:alert(1)", href: "data:text/html,x", title: "javascript: the good parts" },
      links: ["https://example.com", " JAVASCRIPT:x"],
      logo: "data:image/png;base64,AAAA",
    };
    expect(await repaired(before)).toEqual({
      note: "ab",
      blog: { title: "javascript: the good parts" },
      links: ["https://example.com"],
      logo: "data:image/png;base64,AAAA",
    });
    const paths = (await repairsOf(before)).map(({ path }) => path);
    expect(paths).toEqual(["note", "blog.Url", "blog.href", "links[1]"]);
  });

  test("keeps numbers whole", async () => {
    const reading = await readText('{"id":12345678901234567890,"n":1.5,"big":1e999}');
    expect(reading).toMatchObject({ ok: true, resume: { id: "12345678901234567890", n: 1.5, big: "1e999" } });
  });

  test("never reaches a prototype", async () => {
    const reading = await readText(
      '{"__proto__":{"a":1},"work":[{"__proto__":null,"x":{"__proto__":5,"y":1}}]}',
    );
    expect(reading.repairs.map(({ path }) => path)).toEqual([
      "work[0].__proto__",
      "work[0].x.__proto__",
      "__proto__",
    ]);
    expect(reading).toMatchObject({ ok: true, resume: { work: [{ x: { y: 1 } }] } });
    if (reading.ok) expect(Object.keys(reading.resume)).toEqual(["work"]);
    expect(Object.keys({})).toEqual([]);
    expect(Reflect.get({}, "a")).toBeUndefined();
  });
});

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

describe("warnings", () => {
  test("tell of a setting that there is not, and of the one that it may be a slip in", async () => {
    const vitae = { acent: "teal", pubic: ["email"], colour: "teal", rtf: true, whole: true };
    const warnings = await warningsOf({ meta: { vitae } });
    expect(warnings.map(({ path, message }) => [path, /meant to be (\w+)\?/.exec(message)?.[1]])).toEqual([
      ["meta.vitae.acent", "accent"],
      ["meta.vitae.pubic", "public"],
      ["meta.vitae.colour", undefined],
      ["meta.vitae.rtf", undefined],
    ]);
  });

  test("tell of a start after its end, as far as both are known", async () => {
    const work = [
      { startDate: "2020-05", endDate: "2020-04" },
      { startDate: "2020-05", endDate: "2020" },
      { startDate: "2021", endDate: "2020-12-31" },
      { startDate: "2020" },
    ];
    expect((await warningsOf({ work })).map(({ path }) => path)).toEqual([
      "work[0].startDate",
      "work[2].startDate",
    ]);
  });

  test("tell of private values in texts that are published, and only of those", async () => {
    const resume = {
      basics: {
        email: "Grace@Example.com",
        phone: "+1 (555) 010-9999",
        location: { address: "7 Navy  Road" },
      },
      work: [
        { summary: "Write to grace@example.com" },
        { summary: "Call +1 555.010.9999" },
        { summary: "At 7 navy road" },
        { summary: "Call 555 010 0000" },
        { email: "grace@example.com" },
        { summary: "Write to grace@example.com" },
      ],
      meta: { vitae: { hidden: ["work[5]"] } },
    };
    const warnings = await warningsOf(resume);
    expect(warnings.map(({ path }) => path)).toEqual([
      "work[0].summary",
      "work[1].summary",
      "work[2].summary",
    ]);
    expect(warnings[0]?.message).toContain("the e-mail address is private");
    expect(
      await warningsOf({ ...resume, meta: { vitae: { public: ["email", "phone", "address"] } } }),
    ).toEqual([]);
  });

  test("tell of a photo on another host", async () => {
    expect(await warningsOf(image("https://example.com/a.png"))).toMatchObject([
      { path: "basics.image", line: 1 },
    ]);
    expect(await warningsOf(image("a.png"))).toEqual([]);
  });
});

test("repairs and warnings stand where the file has them, also after what is left out", async () => {
  const file =
    '{ "work": [\n  null,\n  { "company": "Navy",\n    "startDate": "2021-4", "endDate": "2020" }\n] }';
  const reading = await readText(file);
  expect(reading.repairs.map(({ line, column, path }) => [line, column, path])).toEqual([
    [2, 3, "work[0]"],
    [4, 18, "work[1].startDate"],
    [3, 16, "work[1].company"],
  ]);
  expect(reading).toMatchObject({
    ok: true,
    warnings: [{ line: 4, column: 18, path: "work[1].startDate" }],
  });
});

test("every problem is told at once, in the order of the file", async () => {
  const reading = await read({
    work: [{ startDate: "never" }, { url: 5, startDate: "2020-13" }],
    basics: { email: "x", name: true },
    skills: 4,
  });
  expect(reading.ok ? [] : reading.problems.map(({ path, found }) => `${path} ${found}`)).toEqual([
    'work[0].startDate "never"',
    "work[1].url the number 5",
    'work[1].startDate "2020-13"',
    'basics.email "x"',
    "basics.name true",
    "skills the number 4",
  ]);
});
