/** Every résumé in every format, read by programs that did not write it. */
import { describe, expect, test } from "bun:test";
import schema from "@jsonresume/schema/schema.json";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import ICAL from "ical.js";
import { compare } from "../../src/ats/compare.ts";
import { fieldsOf } from "../../src/ats/fields.ts";
import { docx } from "../../src/formats/docx.ts";
import { html } from "../../src/formats/html.tsx";
import { json } from "../../src/formats/json.ts";
import { pdf } from "../../src/formats/pdf.ts";
import { titleOf } from "../../src/formats/title.ts";
import { printable } from "../../src/formats/typst/printable.ts";
import { vcf } from "../../src/formats/vcf.ts";
import type { PublicResume } from "../../src/resume/schema.ts";
import { wordsOf } from "../../src/resume/words.ts";
import { run } from "../../tools/run.ts";
import { printBytes, printText } from "../ats/printed.ts";
import { everyResume } from "../ats/resumes.ts";
import { fixture } from "../support/fixture.ts";
import { inspectHtml } from "../support/html.ts";
import { describeWith, programOf } from "../support/needs.ts";
import { plainSite } from "../support/site.ts";
import { ask, embeddedIn, infoOf, tagsOf } from "./pdf/read.ts";
import { vocabularyFaults } from "./vocabulary.ts";

const resumes = await everyResume();

test("there are twenty at least", () => {
  expect(resumes.length).toBeGreaterThanOrEqual(20);
});

describe("strict JSON Resume, by the schema's own package:", () => {
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);

  test.each(resumes)("%s", async (_, resume) => {
    validate(JSON.parse(await printText(json, resume)));
    expect(validate.errors).toBeNull();
  });
});

describe("a vCard, by a parser of other hands:", () => {
  test.each(resumes)("%s", async (_, resume) => {
    const card = new ICAL.Component(ICAL.parse(await printText(vcf, resume)));
    const valuesOf = (name: string) => card.getAllProperties(name).map(one => unescaped(one.getFirstValue()));
    const { basics = {} } = resume;
    expect(card.name).toBe("vcard");
    expect(valuesOf("version")).toEqual(["4.0"]);
    expect(valuesOf("fn")).toEqual([basics.name || titleOf(resume)]);
    expect(valuesOf("title")).toEqual(present(basics.label));
    expect(valuesOf("email")).toEqual(present(basics.email));
    expect(valuesOf("lang")).toEqual([wordsOf(resume).language]);
    const addresses = [basics.url, ...(basics.profiles ?? []).map(({ url }) => url)];
    expect(valuesOf("url")).toEqual(present(...addresses));
    const names = new Set(card.getAllProperties().map(({ name }) => name));
    expect(names.difference(known)).toEqual(new Set());
  });

  const known = new Set("version kind fn title org email tel adr url socialprofile note lang rev".split(" "));
  const present = (...values: (string | undefined)[]) => values.flatMap(value => value || []);
  // The parser keeps the backslash that RFC 6350 (3.4) allows before a semicolon outside of lists.
  const unescaped = (value: unknown) => String(value).replaceAll("\\;", ";");
});

describe("structured data, by the vocabulary of schema.org:", () => {
  const url = "https://ada.example/";
  const photo = { path: "/assets/photo.1.jpg", mediaType: "image/jpeg", bytes: new Uint8Array(), others: [] };

  async function dataIn(resume: PublicResume): Promise<unknown> {
    const page = await html.print(resume, { ...plainSite, url, photo });
    const { scripts } = await inspectHtml(String(page));
    expect(scripts).toHaveLength(1);
    return JSON.parse(scripts[0] ?? "");
  }

  test("every page's is a ProfilePage", async () => {
    const pages = await Promise.all(
      resumes.map(async ([name, resume]) => [name, await dataIn(resume)] as const),
    );
    expect(vocabularyFaults(Object.fromEntries(pages))).toEqual([]);
  }, 30_000);

  test("what is no ProfilePage is found", () => {
    const page = { "@context": "https://schema.org", "@type": "ProfilePage" };
    const person = { "@type": "Person", name: "Ada" };
    const faults = vocabularyFaults({
      right: { ...page, mainEntity: person },
      "other type": { ...page, "@type": "Page" },
      "other name": { ...page, mainEntity: { ...person, jobTitel: "x" } },
      "other value": { ...page, mainEntity: { ...person, address: 5 } },
      below: { ...page, mainEntity: { ...person, worksFor: [{ "@type": "Organization", firstName: "x" }] } },
    });
    expect(faults.map(({ page }) => page)).toEqual(["other type", "other name", "other value", "below"]);
  }, 30_000);
});

describeWith("qpdf", "a PDF is well made:", () => {
  test.each(resumes)("%s", async (_, resume) => {
    const said = await ask(await printBytes(pdf, resume), file => ["qpdf", "--check", file]);
    expect(said).toContain("No syntax or stream encoding errors");
  });
});

describeWith("pdftotext", "a PDF says what it is, and holds /resume.json:", () => {
  test.each(resumes)("%s", async (_, resume) => {
    const printed = await printBytes(pdf, resume);
    const { Title, Author, Tagged } = await infoOf(printed);
    expect(cut(Title)).toBe(cut(titleOf(resume)));
    expect(cut(Author)).toBe(cut(resume.basics?.name));
    expect(Tagged).toBe("yes");
    expect(await tagsOf(printed)).toMatch(/^Document (H1|P)/);
    const metadata = await ask(printed, file => ["pdfinfo", "-meta", file]);
    expect(metadata).toContain("<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>");
    expect(metadata).toContain(`<rdf:li>${wordsOf(resume).language}</rdf:li>`);
    expect(await embeddedIn(printed)).toBe(await printText(json, resume));
  });

  // What is longer than anybody reads is cut there.
  const cut = (text = "") => printable(text).replaceAll(/\s+/g, " ").trim().slice(0, 900);
});

describeWith("soffice", "a document of Word, opened in LibreOffice,", () => {
  test("has every field, in order, in each of them", async () => {
    using directory = fixture({});
    const fileOf = (index: number, extension: string) => directory.file(`${index}.${extension}`);
    for (const [index, [, resume]] of resumes.entries())
      await Bun.write(fileOf(index, "docx"), await printBytes(docx, resume));
    const office = [programOf("soffice"), `-env:UserInstallation=file://${directory.file("profile")}`];
    const conversion = ["--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", directory.path];
    // All at once: it takes longer to start than to convert them.
    await run([...office, ...conversion, ...resumes.map((_, index) => fileOf(index, "docx"))]);
    for (const [index, [name, resume]] of resumes.entries()) {
      const text = await Bun.file(fileOf(index, "txt")).text();
      const faults = compare(fieldsOf(resume), text).map(({ field: { path }, kind }) => `${kind} ${path}`);
      expect({ name, faults }).toEqual({ name, faults: [] });
    }
  }, 120_000);
});
