import { expect, test } from "bun:test";
import example from "../../resume.json" with { type: "json" };
import type { Site } from "../../src/formats/format.ts";
import { json } from "../../src/formats/json.ts";
import { outlineOf } from "../../src/formats/outline.ts";
import { pdf, typesetResume } from "../../src/formats/pdf.ts";
import { inlineToText } from "../../src/resume/markdown-text.ts";
import { publicResume } from "../../src/resume/privacy.ts";
import type { Resume } from "../../src/resume/schema.ts";
import { hardNames, hardResumes } from "../browser/resumes.ts";
import { sample } from "../support/app.ts";
import { describeWith } from "../support/needs.ts";
import { plainSite } from "../support/site.ts";
import { ask, embeddedIn, infoOf, linksOf, tagsOf, textOf } from "./pdf/read.ts";

async function print(resume: Resume, more: Partial<Site> = {}): Promise<Uint8Array> {
  const printed = await pdf.print(publicResume(resume), { ...plainSite, ...more });
  if (typeof printed === "string") throw new TypeError("A PDF is bytes");
  return printed;
}

const withVitae = (resume: Resume, vitae: NonNullable<Resume["meta"]>["vitae"]): Resume => ({
  ...resume,
  meta: { ...resume.meta, vitae: { ...resume.meta?.vitae, ...vitae } },
});

/** Without what differs between a text and its print: spaces, the ends of lines, hyphens at them and ligatures. */
const flat = (text: string) =>
  text
    .normalize("NFKC")
    .replaceAll(/[\s\p{Pd}]+/gu, "")
    .toLowerCase();

test("the same résumé gives the same bytes, whatever was printed in between", async () => {
  const first = await print(example);
  await print(sample);
  expect(await print(example)).toEqual(first);
  expect(await print({ ...example, basics: { name: "Ada" } })).not.toEqual(first);
});

describeWith("pdftotext", "the PDF", () => {
  test("says what it is, whose, and in which language", async () => {
    const printed = await print(
      withVitae({ ...sample, meta: { lastModified: "2024-02-29T10:00:00" } }, { language: "de-AT" }),
    );
    expect(await infoOf(printed)).toMatchObject({
      Title: "Ada Lovelace · Mathematician",
      Author: "Ada Lovelace",
      Keywords: "Analysis, series, loops",
      CreationDate: expect.stringContaining("Feb 29 10:00:00 2024"),
      Tagged: "yes",
    });
    const metadata = await ask(printed, file => ["pdfinfo", "-meta", file]);
    expect(metadata).toContain("<rdf:li>de-AT</rdf:li>");
    expect(metadata).toContain("<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>");
  });

  test("claims PDF/UA-1 where the résumé asks for that", async () => {
    const printed = await print(withVitae(sample, { pdf: "ua-1" }));
    const metadata = await ask(printed, file => ["pdfinfo", "-meta", file]);
    expect(metadata).toContain("<pdfuaid:part>1</pdfuaid:part>");
    expect(metadata).not.toContain("pdfaid:part");
  });

  test.each([
    ["a4", "A4"],
    ["letter", "letter"],
  ])("of the example has two pages of %s at most", async (paper, size) => {
    const { Pages, "Page size": pageSize } = await infoOf(await print(withVitae(example, { paper })));
    expect(pageSize).toContain(`(${size})`);
    expect(Number(Pages)).toBeLessThanOrEqual(2);
  });

  test.each(["a-3a", "ua-1"])("as %s holds /resume.json, byte for byte", async standard => {
    const resume = withVitae(example, { pdf: standard });
    const printed = await print(resume);
    const list = await ask(printed, file => ["pdfdetach", "-list", file]);
    expect(list).toBe("1 embedded files\n1: resume.json\n");
    const embedded = await embeddedIn(printed);
    expect(embedded).toBe(String(await json.print(publicResume(resume), plainSite)));
  });

  test("has every font inside, and knows the letters of each", async () => {
    const table = (await ask(await print(example), file => ["pdffonts", file])).split("\n").slice(2, -1);
    expect(table.length).toBeGreaterThan(3);
    for (const line of table) expect(line).toMatch(/ yes yes yes +\d+ +0$/);
  });

  test("leads where the résumé does, to each place once", async () => {
    const links = await linksOf(await print(withVitae(sample, { public: ["email", "phone"] })));
    expect(links).toEqual([
      "mailto:ada@private.example",
      "tel:+442079460000",
      "https://ada.example/",
      "https://github.com/ada",
      "https://notes.example/",
      "https://paper.example/",
    ]);
  });

  test("has the tags of its headings, lists, paragraphs and links", async () => {
    const tags = await tagsOf(await print(sample));
    expect(tags).toStartWith(
      "Document H1 P P P Link Span Object Link Span Object P Span P Link Span Object H2 H3",
    );
    expect(tags).toContain("H2 H3 Span P L LI Lbl LBody");
    expect(tags).not.toContain("H4");
  });

  test("names no private field, inside or out", async () => {
    const printed = await print(sample);
    const embedded = await embeddedIn(printed);
    expect((await textOf(printed)) + embedded).not.toMatch(/private\.example|7946|Secret Street/);
  });

  test.each(["the example", ...hardNames])("%s reads in the order of the outline", async name => {
    const resume: Resume = name === "the example" ? example : hardResumes[name];
    if (name === "words of 300 letters" || name === "right to left") return;
    const text = flat((await textOf(await print(resume))).replaceAll(/^.* \u00b7 \d+ \/ \d+$/gm, ""));
    let from = 0;
    for (const part of textsOf(resume)) {
      const at = text.indexOf(flat(part), from);
      expect({ part, follows: at >= from }).toEqual({ part, follows: true });
      from = at + flat(part).length;
    }
  });

  test("numbers its pages from two pages on", async () => {
    expect(await textOf(await print(sample))).not.toMatch(/\d \/ \d/);
    const pages = (await textOf(await print(hardResumes["sixty jobs"]))).split("\f").slice(0, -1);
    expect(pages.length).toBeGreaterThan(3);
    for (const [index, page] of pages.entries())
      expect(page).toContain(`Some name · ${index + 1} / ${pages.length}`);
  });

  test.each(["a4", "letter"])("ends no page of %s with a heading, wherever it falls", async paper => {
    const sixty = withVitae(hardResumes["sixty jobs"], { paper });
    for (let lines = 0; lines < 4; lines++) {
      // One line more above, so that every page ends elsewhere.
      const basics = { ...sixty.basics, summary: "One more.\n\n".repeat(lines) };
      const pages = (await textOf(await print({ ...sixty, basics }))).split("\f").slice(0, -1);
      const ends = pages.map(page =>
        page
          .replace(/\s*Some name · \d+ \/ \d+\s*/, "")
          .trim()
          .split("\n")
          .at(-1),
      );
      expect(ends.filter(end => /Position \d|^[A-Z]{4,}$/.test(end ?? ""))).toEqual([]);
      // A short entry is never divided: each page begins with the next one, or with a section.
      for (const page of pages.slice(1)) expect(page.trimStart()).toMatch(/^(Position \d|[A-Z]{4,}|.*·)/);
    }
  });

  test("keeps words of 300 letters inside the margins", async () => {
    const layout = await ask(await print(hardResumes["words of 300 letters"]), file => [
      "pdftotext",
      "-bbox",
      file,
      "-",
    ]);
    const rights = [...layout.matchAll(/xMax="([\d.]+)"/g)].map(([, right]) => Number(right));
    expect(rights.length).toBeGreaterThan(100);
    // Points: the paper's width without the margin of 19 mm, and what a letter may hang over.
    expect(Math.max(...rights)).toBeLessThan(595 - 53 + 3);
  });

  test("is mirrored where the résumé is written from right to left", async () => {
    const leftOf = async (language: string) => {
      const resume = withVitae({ basics: { name: "Ada" } }, { language });
      const layout = await ask(await print(resume), file => ["pdftotext", "-bbox", file, "-"]);
      return Number(/xMin="([\d.]+)"[^>]*>Ada</.exec(layout)?.[1]);
    };
    expect(await leftOf("en")).toBeLessThan(60);
    expect(await leftOf("ar")).toBeGreaterThan(400);
  });
});

/** All texts of a résumé, as the outline has them. */
function textsOf(resume: Resume): string[] {
  const { name, label, sections } = outlineOf(publicResume(resume));
  const entries = sections.flatMap(({ title, entries }) => [
    title,
    ...entries.flatMap(entry => {
      if (entry.kind === "fact") return [entry.title, entry.details];
      if (entry.kind === "quote") return [entry.source];
      const { title, details, period, highlights, keywords } = entry;
      return [title, details, period, ...highlights.map(content => words(content)), ...keywords];
    }),
  ]);
  return [name, label, ...entries].filter(Boolean);
}

/** Without the addresses of links, which stand nowhere on paper. */
function words(content: Parameters<typeof inlineToText>[0]): string {
  return inlineToText(content.flatMap(part => ("url" in part ? part.runs : [part])));
}

describeWith("qpdf", "the PDF", () => {
  test.each(["a-3a", "ua-1"])("as %s is well made", async standard => {
    for (const resume of [example, {}, ...Object.values(hardResumes)]) {
      const printed = await print(withVitae(resume, { pdf: standard }));
      expect(await ask(printed, file => ["qpdf", "--check", file])).toContain(
        "No syntax or stream encoding errors",
      );
    }
  });

  test("has a bookmark for each section and entry, as it is written", async () => {
    const outlines = await ask(await print(sample), file => ["qpdf", "--json", "--json-key=outlines", file]);
    const titles = [...outlines.matchAll(/"title": "(.*)"/g)].map(([, title]) => title);
    expect(titles).toContain("Ada Lovelace");
    expect(titles).toContain("Experience");
    expect(titles).toContain("Lead, Engine Ltd · Jul 1842 – Present");
  });
});

describeWith("pdftotext", "hostile text", () => {
  test.each([
    '#panic() #read("/etc/passwd") $ x $ *a* _b_ = c `d` <e> @f \\u{41} // g /* h */',
    '#pdf.attach("x") #set page(width: 1pt)',
    "%PDF-1.4 endobj stream) >> \\( \\)",
    "{{7*7}} <script>alert(1)</script>",
  ])("%s is shown as it is written", async text => {
    const printed = await print({
      basics: { name: text, label: text },
      work: [{ position: text, name: text, location: text }],
      skills: [{ name: text, keywords: [text] }],
    });
    const shown = flat(await textOf(printed));
    expect(shown.split(flat(text)).length - 1).toBeGreaterThanOrEqual(7);
  });

  test.each([
    ["control characters", "a\u0000b\u0007c\u001b[31md\u0085e"],
    ["lone surrogates", "x\ud800y\udfffz"],
    ["overrides", "user\u202e \u2066// admin\u2069"],
    ["private characters", "a\ue000b\u{f0000}c\ufdd0d"],
    ["nothing but spaces", " \n\t "],
    ["deep lists", Array.from({ length: 60 }, (_, depth) => `${"  ".repeat(depth)}- x`).join("\n")],
    ["deep emphasis", `${"**a _b ".repeat(200)}${"_ **".repeat(200)}`],
    ["100 kB without a space", "x".repeat(100_000)],
  ])("%s in every field leave a PDF that keeps to its standard", async (_, text) => {
    const { bytes: printed, missing } = await typesetResume(publicResume(everywhere(text)), plainSite);
    expect(missing).toEqual([]);
    expect(await ask(printed, file => ["pdfinfo", "-meta", file])).toContain("<pdfaid:part>3<");
  });
});

function everywhere(text: string): Resume {
  return {
    basics: { name: text, label: text, summary: text, profiles: [{ network: text, username: text }] },
    work: [{ position: text, name: text, summary: text, highlights: [text] }],
    education: [{ institution: text, courses: [text] }],
    skills: [{ name: text, keywords: [text] }],
    references: [{ name: text, reference: text }],
    meta: { lastModified: text, vitae: { labels: { work: text } } },
  };
}

describeWith("pdftotext", "characters that no font has", () => {
  test("are named, and their text stays", async () => {
    // No character will ever be assigned here.
    const { bytes: printed, missing } = await typesetResume(
      publicResume({ basics: { name: "A \u0378 Z", label: "\u0378\u0378" } }),
      plainSite,
    );
    expect(missing).toEqual(["\u0378"]);
    expect((await infoOf(printed)).Author).toBe("A \u0378 Z");
  });

  test("are none of emoji, Greek, Cyrillic and Hebrew", async () => {
    const { missing } = await typesetResume(
      publicResume({ basics: { name: "👩🏽‍💻 🏳️‍🌈 🚀 Ελληνικά Українська עברית Łódź Ñ → ✓ ★" } }),
      plainSite,
    );
    expect(missing).toEqual([]);
  });
});

describeWith("pdftotext", "the photo", () => {
  const pixel = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  const imagesIn = async (printed: Uint8Array) =>
    (await ask(printed, file => ["pdfimages", "-list", file])).split("\n").slice(2).filter(Boolean).length;

  test("stands on the page", async () => {
    const photo = { path: "/photo.png", mediaType: "image/png", bytes: new Uint8Array(pixel), others: [] };
    expect(await imagesIn(await print(sample, { photo }))).toBeGreaterThan(0);
    expect(await imagesIn(await print(sample))).toBe(0);
  });
});
