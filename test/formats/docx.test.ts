import { afterEach, describe, expect, setSystemTime, test } from "bun:test";
import { unzipSync } from "fflate";
import { parseHTML } from "linkedom";
import mammoth from "mammoth";
import sharp from "sharp";
import { docx } from "../../src/formats/docx.ts";
import type { Site } from "../../src/formats/format.ts";
import { publicResume } from "../../src/resume/privacy.ts";
import type { Resume } from "../../src/resume/schema.ts";
import { run } from "../../tools/run.ts";
import { hardResumes } from "../browser/resumes.ts";
import { sample } from "../support/app.ts";
import { fixture } from "../support/fixture.ts";
import { describeWith, programOf } from "../support/needs.ts";
import { bare, textOf } from "../support/outline-text.ts";
import { plainSite } from "../support/site.ts";

afterEach(() => {
  setSystemTime();
});

async function print(resume: Resume, site: Site = plainSite): Promise<Uint8Array> {
  const bytes = await docx.print(publicResume(resume), site);
  if (typeof bytes === "string") throw new TypeError("A document of Word is bytes");
  return bytes;
}

/** One file of a document. */
async function part(resume: Resume, path: string, site?: Site): Promise<string> {
  return new TextDecoder().decode(unzipSync(await print(resume, site))[path]);
}

/** What a reader of other hands makes of a document. */
async function read(resume: Resume, site?: Site) {
  const buffer = Buffer.from(await print(resume, site));
  const { value, messages } = await mammoth.convertToHtml(
    { buffer },
    { styleMap: ["p[style-name='Title'] => h1.title:fresh", "p[style-name='Quote'] => blockquote:fresh"] },
  );
  const { document } = parseHTML(`<html><body>${value}</body></html>`);
  return { body: document.body, messages };
}

const shortened = (address: string) => address.replace(/(^|: )https?:\/\/(www\.)?/i, "$1").replace(/\/$/, "");

/** The text as the document has it: addresses as people write them, contacts divided by dots. */
const expected = (resume: Resume) =>
  textOf(resume, { contact: ({ plain }) => shortened(plain), contactSeparator: "·", url: shortened });

describe("read back", () => {
  test("it has the résumé's headings, lists, links and emphasis", async () => {
    const { body } = await read(sample);
    const headings = Array.from(body.querySelectorAll("h1, h2")).map(({ localName, textContent }) =>
      [localName, textContent].join(" "),
    );
    expect(headings.slice(0, 4)).toEqual([
      "h1 Ada Lovelace",
      "h1 Experience",
      "h2 Lead, Engine Ltd",
      "h2 Analyst, Engine Ltd",
    ]);
    expect(body.querySelector("ul li em")?.textContent).toBe("numbers");
    expect(body.querySelector("a[href='https://notes.example/']")?.textContent).toBe("notes");
    expect(body.querySelector("a[href='https://github.com/ada']")?.textContent).toBe(
      "GitHub: github.com/ada",
    );
    expect(body.querySelector("blockquote")?.textContent).toBe("The enchantress of number.");
  });

  test("lists in lists keep their numbers and levels", async () => {
    const summary = "1. a\n   - b\n   - c\n2. d\n\ne\n\n7. f\n8. g";
    const { body } = await read({ basics: { summary } });
    expect(body.innerHTML).toBe(
      "<ol><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ol><p>e</p><ol><li>f</li><li>g</li></ol>",
    );
    const numbering = await part({ basics: { summary } }, "word/numbering.xml");
    expect(numbering).toContain('<w:start w:val="7"/>');
  });

  test.each(Object.entries({ ...hardResumes, sample }))(
    "%s is the same text in the same order",
    async (_, resume) => {
      const { body } = await read(resume);
      // Marks of direction are seen by nobody.
      expect(bare(body.textContent).replaceAll(/[\u200e\u200f]/g, "")).toBe(expected(resume));
    },
  );
});

test("the same résumé gives the same bytes at any time", async () => {
  const one = await print(sample);
  setSystemTime(new Date("2031-02-03T04:05:06Z"));
  expect(Buffer.from(await print(sample)).equals(one)).toBe(true);
});

test("its properties are the résumé's, and tell no time but the résumé's own", async () => {
  const dated = await part({ ...sample, meta: { lastModified: "2026-11-23T12:00:00" } }, "docProps/core.xml");
  expect(dated).toContain("<dc:title>Ada Lovelace · Mathematician</dc:title>");
  expect(dated).toContain("<dc:creator>Ada Lovelace</dc:creator>");
  expect(dated).toContain('W3CDTF">2026-11-23T12:00:00.000Z</dcterms:modified>');
  expect(await part({}, "docProps/core.xml")).not.toMatch(/dcterms:(created|modified)|Un-named|docx/);
});

test("the paper is the résumé's", async () => {
  expect(await part(sample, "word/document.xml")).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
  const letter: Resume = { ...sample, meta: { vitae: { paper: "letter" } } };
  expect(await part(letter, "word/document.xml")).toMatch(/<w:pgSz w:w="12240" w:h="15840"/);
});

test("the language and its direction are the résumé's", async () => {
  const arabic: Resume = { ...sample, meta: { vitae: { language: "ar" } } };
  expect(await part(arabic, "word/styles.xml")).toContain('<w:lang w:val="ar-EG"');
  expect(await part(arabic, "word/document.xml")).toMatch(/<w:pStyle w:val="Title"\/><w:bidi\/>/);
  expect(await part(sample, "word/document.xml")).not.toContain("<w:bidi");
});

test("text is never XML, whatever it holds", async () => {
  const text = `</w:t></w:r><w:r>&lt;&amp;]]><!-- <?x?> "' \u0000\u0007\u001b\u000b\ufffe\ud800 r:id="rId1"`;
  const resume: Resume = {
    basics: { name: text, label: text, summary: `${text} [${text}](https://example.com/"<>&)` },
    work: [{ position: text, url: `https://example.com/"><x/>&`, highlights: [text] }],
    skills: [{ name: text, keywords: [text] }],
  };
  const { body } = await read(resume);
  const shown = `</w:t></w:r><w:r>&lt;&amp;]]><!-- <?x?> "' \ufffd r:id="rId1"`;
  const heading = (name: string) => body.querySelector(name)?.textContent?.replaceAll(/\s+/g, " ");
  expect(heading("h1")).toBe(shown);
  expect(heading("h2")).toBe(shown);
  expect(await part(resume, "docProps/core.xml")).toContain("&lt;/w:t&gt;");
});

/** A site with a blue photo. */
async function siteWithPhoto(): Promise<Site> {
  const blue = sharp({ create: { width: 320, height: 320, channels: 3, background: "#0000c0" } });
  const bytes = new Uint8Array(await blue.jpeg().toBuffer());
  return { ...plainSite, photo: { path: "/p.jpg", mediaType: "image/jpeg", bytes, others: [] } };
}

describe("the photo", () => {
  test("stands in the title, says whose it is, and is no part of the text", async () => {
    const { body } = await read(sample, await siteWithPhoto());
    expect(body.querySelector("h1 img")?.getAttribute("alt")).toBe("Ada Lovelace");
    expect(bare(body.textContent)).toBe(expected(sample));
  });

  test("is at the end of the lines", async () => {
    const arabic: Resume = { ...sample, meta: { vitae: { language: "ar" } } };
    const sideOf = async (resume: Resume) => {
      const xml = await part(resume, "word/document.xml", await siteWithPhoto());
      return /<wp:positionH relativeFrom="margin"><wp:align>(\w+)</.exec(xml)?.[1];
    };
    expect([await sideOf(sample), await sideOf(arabic)]).toEqual(["right", "left"]);
  });

  test("is there without a name, and the bytes are the same each time", async () => {
    const site = await siteWithPhoto();
    const { body } = await read({}, site);
    expect(body.querySelector("img")?.getAttribute("alt")).toBe("Résumé");
    expect(Buffer.from(await print({}, site)).equals(await print({}, site))).toBe(true);
  });
});

describeWith("soffice", "in LibreOffice", () => {
  test("it opens, and reads in the order of the text", async () => {
    const example: Resume = await Bun.file("resume.json").json();
    using directory = fixture({});
    const resumes = { example, sample, jobs: hardResumes["sixty jobs"] };
    const files = Object.keys(resumes).map(name => directory.file(`${name}.docx`));
    for (const [name, resume] of Object.entries(resumes))
      await Bun.write(directory.file(`${name}.docx`), await print(resume, await siteWithPhoto()));
    const office = [programOf("soffice"), `-env:UserInstallation=file://${directory.file("profile")}`];
    await run([...office, "--headless", "--convert-to", "pdf", "--outdir", directory.path, ...files]);
    for (const [name, resume] of Object.entries(resumes)) {
      const { output } = await run([programOf("pdftotext"), directory.file(`${name}.pdf`), "-"]);
      expect(bare(output).replaceAll("•", "")).toBe(expected(resume));
    }
  }, 120_000);
});
