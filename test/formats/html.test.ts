import { describe, expect, test } from "bun:test";
import { html } from "../../src/formats/html.tsx";
import { json } from "../../src/formats/json.ts";
import { txt } from "../../src/formats/txt.ts";
import { publicResume } from "../../src/resume/privacy.ts";
import type { Resume } from "../../src/resume/schema.ts";
import { loadResume } from "../resume/reading.ts";
import { plainSite } from "../support/site.ts";

/** A résumé of test/fixtures/resumes. */
async function resumeIn(language: string): Promise<Resume> {
  const reading = await loadResume(`${import.meta.dir}/../fixtures/resumes/${language}.json`);
  if (!reading.ok) throw new Error(`Cannot publish the fixture: ${JSON.stringify(reading.problems)}`);
  expect(reading.repairs).toEqual([]);
  expect(reading.warnings).toEqual([]);
  return reading.resume;
}

async function pageOf(resume: Resume): Promise<string> {
  return String(
    await html.print(publicResume(resume), {
      ...plainSite,
      icon: "/icon.svg",
      alternates: [html, json, txt],
    }),
  );
}

const pageIn = async (language: string) => pageOf(await resumeIn(language));

describe("a page in another language", () => {
  test.each([
    ["ar", '<html lang="ar" dir="rtl" class="caseless">', "ar_EG"],
    ["he", '<html lang="he" dir="rtl" class="caseless">', "he_IL"],
    ["ja", '<html lang="ja" dir="ltr" class="caseless">', "ja_JP"],
    ["hi", '<html lang="hi" dir="ltr" class="caseless">', "hi_IN"],
    ["de", '<html lang="de" dir="ltr">', "de_DE"],
  ])("says so: %s", async (language, element, locale) => {
    const page = await pageIn(language);
    expect(page).toContain(element);
    expect(page).toContain(`<meta property="og:locale" content="${locale}">`);
  });

  test("has no word of English in what is not its owner's", async () => {
    const page = await pageOf({ ...(await resumeIn("de")), meta: { vitae: { language: "de" } } });
    expect(page).toContain('<nav aria-label="Herunterladen">');
    expect(page).toContain(">Zum Lebenslauf springen</a>");
    for (const title of ["Webseite", "Nur Text", "JSON Resume"]) {
      expect(page).toContain(`title="${title}"`);
      expect(page).toContain(`>${title}</a>`);
    }
    expect(page).not.toMatch(/Experience|Present|Contact\b|Download|Web page|Plain text|Skip/);
  });

  test("calls a format as its owner does", async () => {
    const page = await pageOf({ meta: { vitae: { labels: { json: "Data", txt: "Text" } } } });
    expect(page).toContain('<a href="/resume.json">Data</a>');
    expect(page).toContain('<a href="/resume.txt">Text</a>');
  });

  test("writes both ends of a period, with the language's sign between them", async () => {
    expect(await pageIn("ja")).toContain(
      '<time datetime="2015-10">2015年10月</time>～<time datetime="2019-03">2019年3月</time>',
    );
    expect(await pageIn("ja")).toContain('<time datetime="2019-04">2019年4月</time>～<span>現在</span>');
    expect(await pageIn("de")).toContain(
      '<time datetime="2008">2008</time>–<time datetime="2012">2012</time>',
    );
  });
});

describe("on a page from right to left", () => {
  test.each([
    "layla.m@example.com",
    "+20 2 2735 0000",
    "layla.example.com",
    "GitHub: layla-m",
    "Backend Developer (C++)",
    "Yahoo!",
    "C#",
    ".NET",
    "CS 312: Operating Systems",
  ])("%s stands as it is written", async text => {
    expect(await pageIn("ar")).toContain(`<bdi dir="ltr">${text}</bdi>`);
  });

  test("what holds a word of the page's own begins where the page does", async () => {
    const page = await pageIn("ar");
    expect(page).toContain(">Qalam: محرر نصوص عربي</a>");
    expect(page).toContain(">شركة النيل للحوسبة (Nile Compute, Inc.)</a>");
  });

  test("C++ is set apart in a sentence too", async () => {
    expect(await pageIn("ar")).toContain("بلغة <bdi>C++</bdi> منذ");
  });
});

test("a name from right to left is set apart on a page from left to right, and escaped as every text", async () => {
  const page = await pageOf({
    basics: { name: "ליאור <כהן>!" },
    skills: [{ name: "<b>", keywords: ["C++", "<i>"] }],
  });
  expect(page).toContain('<h1><bdi dir="rtl">ליאור &lt;כהן&gt;!</bdi></h1>');
  expect(page).toContain("<h3>&lt;b&gt;</h3>");
  expect(page).toContain("<li>C++</li><li>&lt;i&gt;</li>");
});

test("the photo is offered in its best format first, keeps its place and says whose it is", async () => {
  const picture = (kind: string) => ({
    path: `/p.${kind}`,
    mediaType: `image/${kind}`,
    bytes: new Uint8Array(),
  });
  const photo = { ...picture("jpeg"), others: [picture("avif"), picture("webp")] };
  const page = await html.print(publicResume({ basics: { name: 'A "B"' } }), { ...plainSite, photo });
  expect(/<picture>.*<\/picture>/s.exec(String(page))?.[0]).toBe(
    '<picture><source srcset="/p.avif" type="image/avif"><source srcset="/p.webp" type="image/webp">' +
      '<img src="/p.jpeg" alt="A &#34;B&#34;" width="96" height="96" decoding="async" fetchpriority="low"></picture>',
  );
});
