import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import ICAL from "ical.js";
import type { Site } from "../../src/formats/format.ts";
import { vcf } from "../../src/formats/vcf.ts";
import { clean } from "../../src/resume/clean.ts";
import { publicResume } from "../../src/resume/privacy.ts";
import type { Resume } from "../../src/resume/schema.ts";
import { hardResumes } from "../browser/resumes.ts";
import { sample } from "../support/app.ts";
import { plainSite } from "../support/site.ts";

const open: Resume = {
  ...sample,
  meta: { lastModified: "2026-11-23T12:00:00", vitae: { public: ["email", "phone", "address"] } },
};

const print = async (resume: Resume, site: Partial<Site> = {}) =>
  String(await vcf.print(publicResume(resume), { ...plainSite, ...site }));

/** What a parser of other hands reads: name, parameters and value of each property. */
function read(card: string) {
  const component = new ICAL.Component(ICAL.parse(card));
  expect(component.name).toBe("vcard");
  return component
    .getAllProperties()
    .map(property => ({ name: property.name, type: property.type, value: property.getFirstValue() }));
}

const valuesOf = (card: string, name: string) =>
  read(card)
    .filter(property => property.name === name)
    .map(({ value }) => value);

test("a card holds what its owner publishes", async () => {
  expect(await print(open, { url: "https://ada.example/" })).toBe(
    [
      "BEGIN:VCARD",
      "VERSION:4.0",
      "KIND:individual",
      "FN:Ada Lovelace",
      "TITLE:Mathematician",
      "ORG:Engine Ltd",
      "EMAIL:ada@private.example",
      "TEL;VALUE=uri:tel:+442079460000",
      "ADR:;;12 Secret Street;London;;W1J 7NT;United Kingdom",
      "URL:https://ada.example/",
      "URL:https://github.com/ada",
      "NOTE:Wrote the first program.\\n\\nSee notes (https://notes.example/).",
      "LANG:en",
      "SOURCE:https://ada.example/resume.vcf",
      "REV:20261123T120000Z",
      "END:VCARD",
      "",
    ].join("\r\n"),
  );
});

test("a card holds nothing that its owner keeps private", async () => {
  const card = await print(sample);
  expect(card).not.toMatch(/private\.example|7946|Secret|W1J/);
  expect(card).toContain("ADR:;;;London;;;United Kingdom");
});

test("an empty résumé is a card all the same", async () => {
  expect(await print({})).toBe(
    "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:individual\r\nFN:Résumé\r\nLANG:en\r\nEND:VCARD\r\n",
  );
});

test("who has left every job has no employer", async () => {
  expect(await print({ work: [{ name: "Court", endDate: "1835" }] })).not.toContain("ORG");
});

test("a number without a country is text, an account without an address is of its service", async () => {
  const card = await print({
    basics: { phone: "020 7946 0000, ext. 5", profiles: [{ network: 'A "b"\\: c', username: "ada" }] },
    meta: { vitae: { public: ["phone"] } },
  });
  expect(card).toContain("\r\nTEL:020 7946 0000\\, ext. 5\r\n");
  expect(card).toContain(`\r\nSOCIALPROFILE;VALUE=text;SERVICE-TYPE="A b c":ada\r\n`);
});

test("the photo is in the card, byte by byte", async () => {
  const bytes = crypto.getRandomValues(new Uint8Array(10_000));
  const card = await print(sample, { photo: { path: "/p.jpg", mediaType: "image/jpeg", bytes, others: [] } });
  const [photo] = valuesOf(card, "photo");
  expect(photo).toBe(`data:image/jpeg;base64,${Buffer.from(bytes).toString("base64")}`);
});

describe("whatever the text", () => {
  const piece = fc.constantFrom(
    ...'\\ , ; : " ^ \\n \\\\ \\, = é 字 🙂 a BEGIN:VCARD END:VCARD TEL:1'.split(" "),
    "\n",
    "\r\n",
    "\r\nTEL:+666\r\n",
    "\nEND:VCARD\n",
    " ",
    "\u0000",
    "\u2028",
    "\ud800",
    "long ".repeat(20),
    "字".repeat(40),
  );
  const text = fc.array(piece, { maxLength: 12 }).map(pieces => `x${pieces.join("")}x`);

  test("a parser reads the same text, and no other property", async () => {
    await fc.assert(
      fc.asyncProperty(text, async text => {
        const card = await print({
          basics: {
            name: text,
            label: text,
            url: text,
            phone: text,
            location: { city: text, region: text },
            profiles: [{ network: text, username: text }],
          },
          work: [{ name: text }],
          meta: { vitae: { public: ["phone"] } },
        });
        const expected = clean(text).text;
        // The parser keeps the backslash that RFC 6350 (3.4) allows before a semicolon outside of lists.
        const semicolons = (value: unknown) => String(value).replaceAll("\\;", ";");
        for (const name of ["fn", "title", "tel", "socialprofile"])
          expect([name, semicolons(valuesOf(card, name)[0])]).toEqual([name, expected]);
        expect([valuesOf(card, "org")[0]].flat()).toEqual([expected]);
        expect(valuesOf(card, "adr")).toEqual([["", "", "", expected, expected, "", ""]]);
        const names = read(card).map(({ name }) => name);
        expect(names.join(" ")).toBe("version kind fn title org tel adr url socialprofile lang");
      }),
      { numRuns: 500 },
    );
  });

  test("lines end with CRLF and have 75 octets at most", async () => {
    for (const resume of Object.values(hardResumes)) {
      const card = await print(resume);
      expect(card.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
      for (const line of card.split("\r\n")) {
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(line).not.toContain("\ufffd");
      }
    }
  });
});
