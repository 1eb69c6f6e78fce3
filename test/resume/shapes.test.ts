import { describe, expect, test } from "bun:test";
import { problemsOf, readText, repaired, repairsOf, warningsOf } from "./reading.ts";
import { keeps, refuses, repairs } from "./rows.ts";

const highlights = (value: unknown) => ({ work: [{ highlights: value }] });
const keywords = (value: unknown) => ({ skills: [{ name: "x", keywords: value }] });

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
