import { describe, expect, test } from "bun:test";
import { KindGuard, type TSchema } from "@sinclair/typebox";
import { draftOf } from "../../src/edition/draft.ts";
import type { PrintedVersion } from "../../src/edition/edition.ts";
import { printErrorPages } from "../../src/edition/error-pages.ts";
import { printVersion } from "../../src/edition/print-version.ts";
import { sitemapXml } from "../../src/edition/site-files.ts";
import { json } from "../../src/formats/json.ts";
import { txt } from "../../src/formats/txt.ts";
import { publicResume } from "../../src/resume/privacy.ts";
import { Resume } from "../../src/resume/schema.ts";
import { readResume } from "../resume/reading.ts";
import { baseOf } from "../support/app.ts";
import { inspectHtml } from "../support/html.ts";

/** Texts that end an element, an attribute, a script, a header or a line where something forgets to escape them. */
const hostile: [string, string][] = [
  ["markup", `<script>alert("x")</script><img src=x onerror=alert(1)>`],
  ["the end of an attribute", `" onmouseover="alert(1)" x='`],
  ["the end of a script", `</script></style></title></textarea><!--<script>]]>`],
  ["entities", "&lt;b onclick=x&gt; &#60;script&#62;alert(1)&#60;/script&#62;"],
  [
    "Markdown links",
    "[a](javascript:alert(1)) ![b](javascript:alert(1)) <javascript:alert(1)> [c](<data:text/html,x>)",
  ],
  [
    "Markdown with HTML",
    "**<b onclick=alert(1)>**\n\n<svg/onload=alert(1)>\n\n```\n</code></pre><script>x</script>\n```",
  ],
  ["line breaks", "one\r\nSet-Cookie: a=b\r\n\r\n<p onclick=x>two"],
  ["bidi controls", "user\u202e \u2066// admin\u2069 \u2066<b>\u202c"],
  ["control characters", "a\u0000b\u0007c\u001b[31md\u0085e<b>"],
  ["lone surrogates", "x\ud800y\udfffz<b>"],
  ["templates", "$" + "{alert(1)} {{constructor.constructor('alert(1)')()}} <%= 7*7 %>"],
  ["a javascript: address", " \u0001java\tscript:alert(1)//"],
  ["100 kB", `<b onclick=x>${"x ".repeat(50_000)}`],
];

/** A value of the schema's shape in which every text is `text`. */
function fill(schema: TSchema, text: string): unknown {
  if (KindGuard.IsArray(schema)) return [fill(schema.items, text), fill(schema.items, text)];
  if (KindGuard.IsRecord(schema)) return { work: text, present: text, [text]: text };
  if (!KindGuard.IsObject(schema)) return text;
  // What chooses the versions that show an entry is no text of it: with these names, none would.
  const texts = Object.entries(schema.properties).filter(([name]) => !name.startsWith("x-"));
  return Object.fromEntries(texts.map(([name, field]) => [name, fill(field, text)]));
}

const everywhere = (text: string): Resume => {
  const resume = fill(Resume, text) as Resume; // Built along the schema itself.
  // Settings have their own tests: as such they are checked before they are used.
  return {
    ...resume,
    meta: {
      lastModified: text,
      vitae: {
        labels: { work: text, present: text, skip: text },
        // Otherwise the text, being the owner's e-mail address too, would be left out of every other one.
        public: ["email", "phone", "address"],
      },
    },
  };
};

/** The page and what is text beside it: other formats have tests of their own, and would take minutes for 100 kB in every field. */
async function printTexts(resume: Resume): Promise<PrintedVersion> {
  const [draft] = draftOf([baseOf(resume)], { program: "test" }).versions;
  if (!draft) throw new Error("no version");
  return printVersion(draft, undefined, [json, txt]);
}

function textOf({ representations }: PrintedVersion, path: string): string {
  return Buffer.from(representations.get(path)?.encoded.identity.body ?? []).toString();
}

async function pagesOf(resume: Resume): Promise<string[]> {
  const look = { icon: "/assets/icon.svg", style: "" };
  const errorPages = printErrorPages(publicResume(resume), look);
  const errors = [...errorPages.values()].map(({ encoded }) => Buffer.from(encoded.identity.body).toString());
  return [textOf(await printTexts(resume), "/"), ...errors];
}

describe.each(hostile)("%s in every field", (_, text) => {
  test("adds no element, attribute or script to a page, even when nothing was repaired", async () => {
    for (const page of await pagesOf(everywhere(text))) {
      const { elements, attributes, scripts } = await inspectHtml(page);
      expect(elements.filter(name => !allowedElements.has(name))).toEqual([]);
      expect(attributes.filter(name => !allowedAttributes.has(name))).toEqual([]);
      for (const script of scripts) expect(() => JSON.parse(script)).not.toThrow();
    }
  });

  test("after reading, no address leads to anything but the web, mail and the telephone", async () => {
    // A file may hold 5 MiB, which 100 kB in every field are more than.
    const resume = everywhere(text.slice(0, 20_000));
    const { published } = await publishable(resume);
    const page = textOf(await printTexts(published), "/");
    const { addresses } = await inspectHtml(page);
    expect(addresses.filter(address => !/^(https?:|mailto:|tel:|\/|#)/.test(address))).toEqual([]);
    expect(page).not.toMatch(/(?![\n\t])\p{Cc}|[\u202a-\u202e]/u);
  });

  test("is data in JSON and text in text", async () => {
    const edition = await printTexts(everywhere(text));
    expect(JSON.parse(textOf(edition, "/resume.json"))).toHaveProperty(["work", 0, "position"], text);
    expect(textOf(edition, "/resume.txt").length).toBeGreaterThan(text.length);
    expect(sitemapXml(draftOf([baseOf(everywhere(text))], { program: "test" }))).not.toContain(text);
    for (const [path, { encoded }] of edition.representations) {
      if (path.endsWith(".svg"))
        expect(Buffer.from(encoded.identity.body).toString()).not.toMatch(/<script|onclick|onload/);
    }
  });
});

const allowedElements = new Set(
  "html head meta title link style script body a header h1 h2 h3 h4 p ul ol li main section article hgroup div span time figure blockquote figcaption footer nav strong em code pre br".split(
    " ",
  ),
);

const allowedAttributes = new Set(
  "lang dir charset name content rel type href title property class id aria-label aria-labelledby tabindex datetime start".split(
    " ",
  ),
);

/** What publishing makes of a résumé: fields that it refuses are taken out until it publishes, as an owner would. */
async function publishable(resume: Resume): Promise<{ published: Resume }> {
  const document = structuredClone(resume);
  for (let attempt = 0; attempt < 5; attempt++) {
    const reading = await readResume(new TextEncoder().encode(JSON.stringify(document)), {
      file: "resume.json",
    });
    if (reading.ok) return { published: reading.resume };
    for (const { path } of reading.problems) remove(document, path);
  }
  throw new Error("Cannot make the hostile résumé publishable");
}

function remove(document: unknown, path: string): void {
  const keys = path.split(/[.[\]]+/).filter(Boolean);
  const last = keys.pop() ?? "";
  let parent = document;
  for (const key of keys) parent = Object(parent)[key];
  delete Object(parent)[last];
}
