import { describe, expect, test } from "bun:test";
import { type Outline, outlineOf } from "../../src/formats/outline.ts";
import { publicResume } from "../../src/resume/privacy.ts";
import type { Resume } from "../../src/resume/schema.ts";
import { sample } from "../support/app.ts";

const outline = (resume: Resume): Outline => outlineOf(publicResume(resume));
const firstOf = (resume: Resume) => outline(resume).sections[0]?.entries[0];

test("an empty résumé is an empty outline", () => {
  expect(outline({})).toEqual({ name: "", label: "", contacts: [], summary: [], sections: [] });
});

test("who it is stands first, with each contact for readers with links and for readers without", () => {
  const open: Resume = { ...sample, meta: { vitae: { public: ["email", "phone"] } } };
  expect(outline(open)).toMatchObject({
    name: "Ada Lovelace",
    label: "Mathematician",
    contacts: [
      { text: "London, United Kingdom", plain: "London, United Kingdom" },
      { text: "ada@private.example", url: "mailto:ada@private.example" },
      { text: "+44 20 7946 0000", url: "tel:+442079460000" },
      { text: "https://ada.example/", url: "https://ada.example/" },
      { text: "GitHub: ada", plain: "GitHub: https://github.com/ada", url: "https://github.com/ada" },
    ],
  });
});

test("sections stand in the résumé's order under its own titles, and empty ones are left out", () => {
  const { sections } = outline({
    ...sample,
    awards: [],
    interests: [{}],
    meta: { vitae: { language: "de", sections: ["skills"], labels: { skills: "Können" } } },
  });
  expect(sections.map(({ name }) => name).join(" ")).toBe(
    "skills work volunteer education certificates publications languages references projects",
  );
  expect(sections[0]).toMatchObject({
    title: "Können",
    entries: [{ kind: "fact", title: "Analysis, Master", details: "series, loops" }],
  });
});

describe("an entry", () => {
  test("has its parts in reading order, and its dates in the résumé's language", () => {
    const [job] = sample.work ?? [];
    const resume: Resume = {
      work: [{ ...job, location: "London", description: "Engines", url: "https://engine.example/" }],
      meta: { vitae: { language: "de", labels: { present: "heute" } } },
    };
    expect(firstOf(resume)).toEqual({
      kind: "article",
      title: "Lead, Engine Ltd",
      details: "London · Engines",
      period: "Juli 1842 – heute",
      url: "https://engine.example/",
      text: [{ type: "paragraph", content: [{ text: "Led." }] }],
      highlights: [[{ text: "Bernoulli " }, { text: "numbers", emphasis: true }]],
      keywords: [],
    });
  });

  test("lists facts with the comma of its language", () => {
    const project = { roles: ["A", "B"], type: "C", keywords: ["d", "e"] };
    expect(firstOf({ projects: [project], meta: { vitae: { language: "ar" } } })).toMatchObject({
      title: "A، B، C",
      keywords: ["d", "e"],
    });
  });

  test("without a title is called by its details", () => {
    expect(firstOf({ education: [{ institution: "Vassar" }] })).toMatchObject({
      title: "Vassar",
      details: "",
    });
  });

  test("keeps as they are the courses, which are no Markdown", () => {
    expect(firstOf({ education: [{ courses: ["C* and *B"] }] })).toMatchObject({
      highlights: [[{ text: "C* and *B" }]],
    });
  });

  test("has texts of one line where one line belongs", () => {
    expect(firstOf({ work: [{ position: " a\n\n# b\t", name: "c\u00a0d" }] })).toMatchObject({
      title: "a # b, c\u00a0d",
    });
  });

  test("can be what somebody says", () => {
    expect(firstOf({ references: [{ name: "Charles", reference: "Good." }] })).toEqual({
      kind: "quote",
      text: [{ type: "paragraph", content: [{ text: "Good." }] }],
      source: "Charles",
    });
  });
});
