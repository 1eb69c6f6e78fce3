/** Résumés of every kind, by name, as publishing would have them. */
import { publicResume } from "../../src/resume/privacy.ts";
import { formatProblem } from "../../src/resume/problem.ts";
import type { PublicResume, Resume } from "../../src/resume/schema.ts";
import { hardResumes } from "../browser/resumes.ts";
import { readResume } from "../resume/reading.ts";
import { sample } from "../support/app.ts";

const files = {
  example: "resume.json",
  "of the schema": "node_modules/@jsonresume/schema/sample.resume.json",
  Arabic: "test/fixtures/resumes/ar.json",
  German: "test/fixtures/resumes/de.json",
  Hebrew: "test/fixtures/resumes/he.json",
  Hindi: "test/fixtures/resumes/hi.json",
  Japanese: "test/fixtures/resumes/ja.json",
};

const everyone: Pick<NonNullable<Resume["meta"]>, "vitae"> = {
  vitae: { public: ["email", "phone", "address"] },
};

/** A text of 32 kB, in which no two sentences are the same. */
const long = Array.from(
  { length: 400 },
  (_, index) => `Sentence ${index} tells of matter ${index * 7} in C++ and C#.`,
);

/** What means something to Typst, XML, HTML, Markdown, a vCard, a spreadsheet or a template, and is text here. */
const instructions = {
  typst: '#panic("x") #let x = 1; @x <x> $ x^2 $ \\u{41} // no comment /* nor this */ #read("/etc/passwd")',
  xml: "</w:t></w:r></w:p><w:p> ]]> <![CDATA[x]]> <?xml x?> &amp;lt; &#60; &x;",
  html: `<script>alert("x")</script><img src=x onerror='alert(1)'>`,
  markdown: "[a](javascript:alert(1)) ![b](c.png) <javascript:x> [d]: e `f` ~~g~~ | h | i |",
  lines: "# one\n> two\n- three\n1) four\n=====\n***\n~~~\n    five",
  vcard: "END:VCARD\r\nBEGIN:VCARD\r\nFN;X=y:Eve\\, \\; \\n",
  spreadsheet: "=cmd|' /C calc'!A0 @SUM(1+1) -2+3 +4",
  template: "{{7*7}} $" + "{7*7} <%= 7*7 %> {% x %} %s %n \\x00 $(id) `id`",
};

const allInstructions = Object.values(instructions);

const own: Record<string, Resume> = {
  "instructions for whatever reads it": {
    basics: { name: instructions.typst, label: instructions.xml, summary: allInstructions.join("\n\n") },
    work: [
      {
        position: instructions.spreadsheet,
        name: instructions.html,
        description: instructions.markdown,
        highlights: allInstructions,
      },
    ],
    skills: [{ name: instructions.template, level: instructions.lines, keywords: allInstructions }],
    references: [{ name: instructions.vcard, reference: instructions.lines }],
  },
  sample: { ...sample, meta: everyone },
  "32 kB of text": {
    basics: { name: "Long", summary: long.slice(0, 200).join(" ") },
    work: [{ position: "Author", summary: long.slice(200, 300).join("\n\n"), highlights: long.slice(300) }],
  },
  "repeated and contained": {
    basics: { name: "Lead", label: "Team Lead" },
    work: [
      { position: "Team Lead", name: "Acme", highlights: ["Lead the team", "Lead"] },
      { position: "Lead", name: "Acme", highlights: ["Lead the team"] },
      { position: "Lead", name: "Acme Lead", summary: "Acme\n\nAcme" },
    ],
    skills: [
      { name: "C", keywords: ["C++", "C#", "C"] },
      { name: "R", keywords: ["Go", "Go"] },
    ],
  },
  "hyphens and joiners": {
    basics: {
      name: "Jean\u00a0Luc\u202fPicard",
      label: "Soft\u00adware en\u200dgi\u00adneer",
      summary: "A re-entry, an e-mail, and/or a FLOW-MATIC — “so-called” half-truth… 50\u00a0% of it.",
    },
    work: [{ position: "ﬁne ﬂow", name: "½ Ⅳ", highlights: ["👩🏽‍💻 codes 🏳️‍🌈 ☂️", "🚀", "a🚀b"] }],
  },
  "Markdown in all its forms": {
    basics: {
      summary:
        "A **bold** and *slanted* `code` [link](https://a.example/b-c).\\\nA line.\n\n1. one\n2. two\n   - deep\n\n```\ncode  here\n  there\n```\n\n<b>no</b> &amp; 5 * 3 * 2 # x",
    },
    work: [{ position: "*not* _Markdown_", highlights: ["<https://a.example/>", "# 1. - > x", "1. x"] }],
  },
  "a name of two directions": {
    basics: { name: "נועה Noa ברק", label: "מהנדסת engineer", summary: "She wrote “שלום עולם” in C++ 17." },
  },
  "accounts with and without an address": {
    basics: {
      name: "Jose\u0301 Nun\u0303ez",
      label: "e\u0301te\u0301",
      url: "https://a.example/",
      phone: "+1 555",
      profiles: [
        { network: "Signal", username: "jn.1" },
        { network: "GitHub", username: "jn", url: "https://github.com/jn" },
        { network: "Chess" },
        { url: "https://www.b.example/c-d/" },
        { username: "jn.2" },
      ],
    },
    meta: everyone,
  },
  Turkish: { ...sample, meta: { vitae: { language: "tr" } } },
  Greek: {
    ...sample,
    meta: { vitae: { language: "el", labels: { work: "Εμπειρία", skills: "Δεξιότητες" } } },
  },
};

export async function everyResume(): Promise<[string, PublicResume][]> {
  const written = Object.entries({ ...hardResumes, ...own }).map(([name, resume]): [string, string] => [
    name,
    JSON.stringify(resume),
  ]);
  const read = Object.entries(files).map(
    async ([name, file]): Promise<[string, string]> => [name, await Bun.file(file).text()],
  );
  return Promise.all(
    [...(await Promise.all(read)), ...written].map(async ([name, text]) => [name, await published(text)]),
  );
}

async function published(text: string): Promise<PublicResume> {
  const reading = await readResume(new TextEncoder().encode(text), { file: "resume.json" });
  if (!reading.ok) throw new Error(reading.problems.map(formatProblem).join("\n"));
  return publicResume(reading.resume);
}
