import { describe, expect, test } from "bun:test";
import { readDocx } from "../../src/ats/read-docx.ts";
import { withMarks } from "../../src/formats/direction-marks.ts";
import { docx } from "../../src/formats/docx.ts";
import { outlineOf } from "../../src/formats/outline.ts";
import { pdf } from "../../src/formats/pdf.ts";
import { publicResume } from "../../src/resume/privacy.ts";
import type { PublicResume, Resume } from "../../src/resume/schema.ts";
import { printBytes } from "../ats/printed.ts";
import { everyResume } from "../ats/resumes.ts";
import { describeWith } from "../support/needs.ts";
import { textOf } from "./pdf/read.ts";

const visible = (text: string) => text.replaceAll("\u200e", "<").replaceAll("\u200f", ">");

function markedOf(resume: Resume) {
  return withMarks(
    outlineOf(publicResume({ ...resume, meta: { vitae: { language: "ar", public: ["phone"] } } })),
  );
}

describe("in an outline from right to left is marked", () => {
  test.each([
    ["كتبت C++ و C#.", "كتبت C++< و C#<."],
    ["مكتبة Notepad++.", "مكتبة Notepad++<."],
    ["منصة .NET، (.NET) @layla", "منصة <.NET، (<.NET) <@layla"],
    ["عنوان https://a.example/ هنا", "عنوان https://a.example/< هنا"],
    ["شركة (Nile Compute, Inc.)", "شركة (Nile Compute, Inc.<)"],
    // A sentence's own.
    ["قالت Hello! في Rust.", "قالت Hello! في Rust."],
    ["a.example, C++17, and/or, 3.5%", "a.example, C++17, and/or, 3.5%"],
  ])("in a sentence: %s", (text, marked) => {
    const [block] = markedOf({ basics: { summary: text } }).summary;
    expect(visible(JSON.stringify(block))).toBe(
      JSON.stringify({ type: "paragraph", content: [{ text: marked }] }),
    );
  });

  test("the end of a name, as no sentence has one", () => {
    const { label, sections } = markedOf({
      basics: { label: "مهندسة في Yahoo!" },
      work: [
        { position: "Developer (C++)", name: "Acme Inc." },
        { position: "Yahoo!", name: "دبي" },
      ],
    });
    const titles = sections[0]?.entries.map(entry => "title" in entry && visible(entry.title));
    expect(visible(label)).toBe("مهندسة في Yahoo!<");
    expect(titles).toEqual(["Developer (C++<)، Acme Inc.<", "Yahoo!<، دبي"]);
  });

  test("code, and a number to call, but no address", () => {
    const { contacts, summary } = markedOf({
      basics: { phone: "+20 2 27", summary: "`--f` [C#](https://a.example/C#)", url: "https://a.example/" },
    });
    expect(contacts.map(({ text }) => visible(text))).toEqual(["<+20 2 27", "https://a.example/"]);
    expect(visible(JSON.stringify(summary))).toContain(
      '[{"text":"<--f<","code":true},{"text":" "},{"url":"https://a.example/C#","runs":[{"text":"C#<"}]}]',
    );
  });
});

const resumes = new Map(await everyResume());

function named(name: string): PublicResume {
  const resume = resumes.get(name);
  if (!resume) throw new Error(`Cannot find ${name}`);
  return resume;
}

describe("a document of Word", () => {
  test("has marks from right to left, and none from left to right", async () => {
    const arabic = visible(await readDocx(await printBytes(docx, named("Arabic"))));
    for (const text of [
      "C++< منذ",
      "<libnile++<",
      "(C++<)",
      "Inc.<)",
      "Yahoo!<",
      "<.NET",
      "<+20 2 2735 0000 ·>",
    ])
      expect(arabic).toContain(text);
    expect(visible(await readDocx(await printBytes(docx, named("example"))))).not.toMatch(/[<>]/);
  });
});

describeWith("pdftotext", "a PDF", () => {
  test("has the signs of Latin words where they belong, from right to left", async () => {
    // pdftotext puts the letters of a line into their order by the places where they are drawn.
    const text = (await textOf(await printBytes(pdf, named("Arabic")))).replaceAll(/[\u202a-\u202e]/g, "");
    for (const word of [" C++", " libnile++", "Nile Compute, Inc.", "Yahoo!"]) expect(text).toContain(word);
    expect(text).not.toMatch(/\+\+(C|libnile)|[!.](Yahoo|Nile)/);
  });

  test("has a period behind the Latin name that it follows", async () => {
    const work = [{ position: "مطوّرة", location: "Acme", startDate: "2019" }];
    const text = await textOf(
      await printBytes(pdf, publicResume({ work, meta: { vitae: { language: "ar" } } })),
    );
    expect(text.replaceAll(/[\s\u202a-\u202e]/g, "")).toMatch(/–2019·Acme|Acme·2019–/);
  });
});
