import { describe, expect, test } from "bun:test";
import sharp from "sharp";
import example from "../../resume.json" with { type: "json" };
import { contentOf } from "../../src/formats/card/content.ts";
import { card } from "../../src/formats/card.ts";
import type { Site } from "../../src/formats/format.ts";
import { contentOf as pageOf } from "../../src/formats/pdf/content.ts";
import { publicResume } from "../../src/resume/privacy.ts";
import type { Resume } from "../../src/resume/schema.ts";
import { everyResume } from "../ats/resumes.ts";
import { plainSite } from "../support/site.ts";

async function print(resume: Resume, more: Partial<Site> = {}): Promise<Uint8Array> {
  const printed = await card.print(publicResume(resume), { ...plainSite, ...more });
  if (typeof printed === "string") throw new TypeError("A card is bytes");
  return printed;
}

const contents = (resume: Resume, url?: string) =>
  contentOf(publicResume(resume), url === undefined ? {} : { url });

const named = (name: string, language = "en"): Resume => ({
  basics: { name },
  meta: { vitae: { language } },
});

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Where, between the band at the top and the line above the footer, something is drawn, in pixels. */
async function inkOf(png: Uint8Array): Promise<Box> {
  const top = 40;
  const { data, info } = await sharp(png)
    .extract({ left: 0, top, width: 1200, height: 460 })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const box = { left: info.width, top: info.height, right: 0, bottom: 0 };
  for (const [index, value] of data.entries()) {
    if (value > 200) continue;
    const x = index % info.width;
    const y = Math.floor(index / info.width);
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return { ...box, top: box.top + top, bottom: box.bottom + top };
}

test("every character of a card but its domain's stands in the PDF too, which tells of those that no font has", async () => {
  for (const [, resume] of await everyResume()) {
    const { name, label, place, fonts } = await contentOf(resume, {});
    const page = await pageOf(resume);
    const written = new Set(JSON.stringify(page).normalize());
    const own = [...(name + label + place)].filter(character => !/[\s…"\\]/.test(character));
    expect(own.filter(character => !written.has(character))).toEqual([]);
    expect(fonts).toEqual(page.fonts);
  }
});

/** A photo in one colour. */
async function photoOf(background: string): Promise<NonNullable<Site["photo"]>> {
  const picture = sharp({ create: { width: 320, height: 320, channels: 3, background } });
  const bytes = new Uint8Array(await picture.jpeg().toBuffer());
  return { path: "/p.jpg", mediaType: "image/jpeg", bytes, others: [] };
}

/** What a point of a card is, in hexadecimal. */
async function colorAt(png: Uint8Array, left: number, top: number): Promise<string> {
  const pixel = await sharp(png).extract({ left, top, width: 1, height: 1 }).removeAlpha().raw().toBuffer();
  return pixel.toString("hex");
}

test("it is a PNG of 1200 × 630 pixels, and small", async () => {
  const png = await print(example, { url: "https://grace.example/", photo: await photoOf("#446688") });
  expect(await sharp(png).metadata()).toMatchObject({ format: "png", width: 1200, height: 630 });
  expect(png.length).toBeLessThan(60_000);
});

test("the same résumé gives the same bytes, whatever was printed in between", async () => {
  const photo = await photoOf("#446688");
  const first = await print(example, { photo });
  await print(named("Ada"));
  expect(await print(example, { photo })).toEqual(first);
  expect(await print(example)).not.toEqual(first);
});

describe("what is written", () => {
  const basics = {
    name: "Ada\n Lovelace",
    label: "Mathematician",
    location: { address: "1 Secret Street", postalCode: "AB1 2CD", city: "London", countryCode: "GB" },
  };

  test("is the name, the profession, the place without its street, and the site's domain", async () => {
    const resume: Resume = { basics, meta: { vitae: { public: ["address"] } } };
    expect(await contents(resume, "https://xn--bcher-kva.example:8443/it/")).toMatchObject({
      name: "Ada Lovelace",
      label: "Mathematician",
      place: "London, United Kingdom",
      domain: "bücher.example",
    });
  });

  test("is the word for a résumé where there is no name", async () => {
    expect(await contents({ meta: { vitae: { language: "de" } } })).toMatchObject({
      name: "Lebenslauf",
      label: "",
      place: "",
      domain: "",
    });
  });

  test("is cut where nobody would read on, and never in a letter of several characters", async () => {
    const { name, label } = await contents({
      basics: { name: "👩🏽‍💻".repeat(200), label: "ab ".repeat(200) },
    });
    expect(name).toBe(`${"👩🏽‍💻".repeat(119)}…`);
    expect(label.length).toBeLessThanOrEqual(160);
  });

  test("moves the ink: each of them is drawn", async () => {
    const without = await print({ basics: { name: "Ada" } });
    const changes: [Resume, Partial<Site>][] = [
      [{ basics: { name: "Eve" } }, {}],
      [{ basics: { name: "Ada", label: "Mathematician" } }, {}],
      [{ basics: { name: "Ada", location: { city: "London" } } }, {}],
      [{ basics: { name: "Ada" } }, { url: "https://ada.example/" }],
    ];
    for (const [resume, site] of changes) expect(await print(resume, site)).not.toEqual(without);
  });
});

describe("the text stays on the card", () => {
  const margin = 78;

  test.each([
    ["a name of 60 letters", "Maximiliana Wolfeschlegelstein von Hohenlohe-Waldenburg-Bart", "x"],
    ["a word of 100 letters", "Honorificabilitudinitatibus".repeat(4).slice(0, 100), "x".repeat(100)],
    ["as much as there may be", "Name ".repeat(40), "Label ".repeat(40)],
    ["as much in Japanese", "山田花子".repeat(40), "技術者".repeat(80)],
    ["emoji", "👩🏽‍💻".repeat(120), "🚀".repeat(160)],
  ])("%s", async (_, name, label) => {
    const { left, top, right, bottom } = await inkOf(await print({ basics: { name, label } }));
    expect(left).toBeGreaterThan(margin);
    expect(right).toBeLessThan(1200 - margin);
    expect(top).toBeGreaterThan(40);
    expect(bottom).toBeLessThan(490);
  });

  test("a place that leaves no room for the domain gives way to it", async () => {
    const long: Resume = { basics: { name: "Ada", location: { city: "Llanfair".repeat(7) } } };
    const url = "https://a-domain-of-many-letters.example.org/";
    expect(await print(long, { url })).toEqual(await print({ basics: { name: "Ada" } }, { url }));
  });
});

test("a short name is large, and a longer one somewhat smaller", async () => {
  const heightOf = async (name: string) => {
    const { top, bottom } = await inkOf(await print(named(name)));
    return bottom - top;
  };
  // A quarter of it is what many see.
  expect(await heightOf("Ada")).toBeGreaterThan(70);
  expect(await heightOf("Honorificabilitudinitatibus")).toBeLessThan(await heightOf("Honorific"));
});

describe("the photo", () => {
  test("is round, at the end of the lines", async () => {
    const photo = await photoOf("#0000c0");
    const english = await print(named("Ada"), { photo });
    expect(await colorAt(english, 960, 279)).toMatch(/^0[0-4]0[0-4][bc]/);
    // The corner of the square.
    expect(await colorAt(english, 806, 125)).toBe("fffefb");
    const arabic = await print(named("ليلى", "ar"), { photo });
    expect(await colorAt(arabic, 240, 279)).toMatch(/^0[0-4]0[0-4][bc]/);
  });
});

test("what is written from right to left begins at the right", async () => {
  expect((await inkOf(await print(named("Ada")))).left).toBeLessThan(100);
  expect((await inkOf(await print(named("Ada", "he")))).right).toBeGreaterThan(1100);
});

test("the accent is the owner's", async () => {
  const accentAt = async (accent: string) => colorAt(await print({ meta: { vitae: { accent } } }), 600, 5);
  expect(await accentAt("#00509e")).toMatch(/^00/);
  expect(await accentAt("#9e0000")).toMatch(/0000$/);
});

test.each([
  '#panic("x")',
  '"); panic("x"); ("',
  "$x$ *a* _b_ `c` = d <e> @f #g // h /* i */ \\u{41}",
  "</text></svg><script>alert(1)</script>&amp;",
  "a\u0000b\u0007c\u001b[31md\u202e",
  "\ud800",
])("%j is drawn as it is written", async text => {
  const resume: Resume = { basics: { name: text, label: text, location: { city: text, countryCode: text } } };
  const png = await print(resume);
  expect(png).not.toEqual(await print({}));
  expect((await sharp(png).metadata()).width).toBe(1200);
});
