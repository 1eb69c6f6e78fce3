import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sourceHash } from "../../src/http/security.ts";
import { otherVersions, sample, startApp, type TestApp } from "../support/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startApp(sample, { SITE_URL: "https://ada.example" }, otherVersions());
});
afterAll(() => app[Symbol.dispose]());

const textAt = async (path: string) => (await app.get(path)).text();

const files = [
  "resume.pdf",
  "resume.docx",
  "resume.txt",
  "resume.md",
  "resume.vcf",
  "resume.json",
  "card.png",
];

describe("a language", () => {
  test.each(["", ...files])("has /it/%s, in that language", async file => {
    const answer = await app.get(`/it/${file}`);
    expect([answer.status, answer.headers.get("content-language")]).toEqual([200, "it"]);
    expect(answer.headers.has("x-robots-tag")).toBe(false);
  });

  test("speaks it, and leads to its own formats", async () => {
    const page = await textAt("/it/");
    expect(page).toContain('<html lang="it"');
    expect(page).toContain("Matematica");
    expect(page).toContain('<link rel="canonical" href="https://ada.example/it/">');
    expect(page).toContain('<link rel="alternate" type="application/pdf" href="/it/resume.pdf" title="PDF">');
    expect(page).not.toMatch(/href="\/resume\./);
    expect(page).toContain('<meta property="og:image" content="https://ada.example/it/card.png">');
  });

  test.each(["/", "/it/"])("%s names every language, and the one for everybody else", async path => {
    const links = [...(await textAt(path)).matchAll(/hreflang="([^"]+)" href="(https:[^"]+)"/g)];
    expect(links.map(([, language, href]) => [language, href])).toEqual([
      ["en", "https://ada.example/"],
      ["it", "https://ada.example/it/"],
      ["x-default", "https://ada.example/"],
    ]);
  });

  test("each page leads to the others, in their own words", async () => {
    const [english, italian] = await Promise.all([textAt("/"), textAt("/it/")]);
    expect(english).toContain('<a href="/it/" hreflang="it" lang="it" dir="ltr">Italiano</a>');
    expect(english).toContain('<span aria-current="page" lang="en" dir="ltr">English</span>');
    expect(italian).toContain('<a href="/" hreflang="en" lang="en" dir="ltr">English</a>');
    expect(italian).toContain('<p hidden lang="en" dir="ltr"><a href="/" hreflang="en">This page is also');
  });

  test("the one script of its page is the one that the policy allows", async () => {
    const answer = await app.get("/it/");
    const scripts = [...(await answer.text()).matchAll(/<script>(.*?)<\/script>/gs)].map(
      ([, text = ""]) => text,
    );
    expect(scripts).toHaveLength(1);
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(/script-src ([^;]*)/.exec(policy)?.[1]).toBe(scripts.map(sourceHash).join(" "));
  });

  test("is in the sitemap with all others, and a variant is not", async () => {
    const sitemap = await textAt("/sitemap.xml");
    expect([...sitemap.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, url]) => url)).toEqual([
      "https://ada.example/",
      "https://ada.example/it/",
    ]);
    expect(sitemap.match(/hreflang="it" href="https:\/\/ada\.example\/it\/"/g)).toHaveLength(2);
  });
});

test("a résumé in one language names no others, and has no script", async () => {
  using alone = await startApp(sample, {}, otherVersions().slice(1));
  const answer = await alone.get("/");
  expect(answer.headers.get("content-security-policy")).not.toContain("script-src");
  const page = await answer.text();
  expect(page).not.toMatch(/hreflang|<script>|class="switch"/);
});

describe("a variant", () => {
  test.each(["", ...files])("has /for/backend/%s, for no search engine", async file => {
    const answer = await app.get(`/for/backend/${file}`);
    expect([answer.status, answer.headers.get("x-robots-tag")]).toEqual([200, "noindex"]);
  });

  test("is linked from nowhere, and says of itself only what it must", async () => {
    for (const path of ["/", "/it/", "/sitemap.xml", "/robots.txt", "/resume.json"])
      expect(await textAt(path)).not.toContain("backend");
    const page = await textAt("/for/backend/");
    expect(page).toContain('<meta name="robots" content="noindex">');
    expect(page).toContain("Engineer of engines");
    expect(page).not.toMatch(/rel="canonical"|hreflang/);
  });
});

test.each([
  ["/it", "/it/"],
  ["/for/backend", "/for/backend/"],
])("%s leads to %s", async (path, location) => {
  const answer = await app.get(path);
  expect([answer.status, answer.headers.get("location")]).toEqual([308, location]);
});

test.each(["/de/", "/for/", "/for", "/for/nobody/", "/it/resume.exe", "/it/it/", "//it/", "/IT/"])(
  "%s is not there",
  async path => {
    expect((await app.get(path)).status).toBe(404);
  },
);

test("metrics know patterns, never names", async () => {
  for (const path of ["/it/", "/it/resume.pdf", "/for/backend/", "/xx/", "/for/secret/resume.pdf"])
    await app.get(path);
  const metrics = await textAt("/metrics");
  const routes = new Set([...metrics.matchAll(/route="([^"]*)"/g)].map(([, route]) => route));
  for (const route of ["/:language/", "/:language/resume.pdf", "/for/:variant/", "none"])
    expect(routes).toContain(route);
  expect([...routes].filter(route => /it\/|backend|secret|xx/.test(route ?? ""))).toEqual([]);
});

test.each(["/it/", "/for/backend/resume.pdf"])("POST %s is refused, with what is allowed", async path => {
  const answer = await app.get(path, {}, "POST");
  expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
});
