import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import sharp from "sharp";
import { ArchiveDownError } from "../../src/archive/archive.ts";
import { readDocx } from "../../src/ats/read-docx.ts";
import { readPdf } from "../../src/ats/read-pdf.ts";
import { sourceHash } from "../../src/http/security.ts";
import { attachedResume } from "../../src/resume/attachment.ts";
import { type ShareSite, startShareSite } from "../share-links/site.ts";
import { sample } from "../support/app.ts";
import { waitFor } from "../support/wait.ts";

// What is shared is printed by another process, on a machine that may be busy.
setDefaultTimeout(30_000);

const photo = await sharp({ create: { width: 400, height: 400, channels: 3, background: "#808" } })
  .jpeg()
  .toBuffer();

const base = {
  ...sample,
  basics: { ...sample.basics, image: "ada.jpg", summary: "Call +44 20 7946 0000 or write." },
  meta: { vitae: { hidden: ["awards"] } },
};

const files = {
  "resume.json": base,
  "resume.it.json": { basics: { label: "Matematica" } },
  "resume.backend.json": { basics: { label: "Engineer of engines" } },
  "ada.jpg": new Uint8Array(photo),
};

const formats = ["resume.pdf", "resume.docx", "resume.txt", "resume.md", "resume.vcf", "resume.json"];

let site: ShareSite;
beforeAll(async () => {
  site = await startShareSite({ environment: { SITE_URL: "https://cv.example" } });
  await site.publish(files);
});
afterAll(() => site[Symbol.asyncDispose]());

/** Everything that a format says, as text: of a PDF also the résumé inside. */
async function textAt(path: string): Promise<string> {
  const response = await site.get(path);
  expect([path, response.status]).toEqual([path, 200]);
  const bytes = await response.bytes();
  if (path.endsWith(".docx")) return readDocx(bytes);
  if (!path.endsWith(".pdf")) return Buffer.from(bytes).toString();
  const attached = attachedResume(bytes);
  return `${await readPdf(bytes, "ltr")}\n${attached.ok ? Buffer.from(attached.bytes) : "nothing is attached"}`;
}

const holds = {
  email: (text: string) => text.includes("ada@private.example"),
  phone: (text: string) => text.replace(/\D/g, "").includes("442079460000"),
  address: (text: string) => /12 Secret Street|W1J 7NT/.test(text),
};

describe("what a link reveals", () => {
  const paths = ["", "it/"].flatMap(prefix => ["", ...formats].map(file => `${prefix}${file}`));
  let text: string;
  beforeAll(async () => {
    ({ text } = await site.share({ reveal: ["email", "phone"] }));
  });

  test.each(paths)("is in /s/TEXT/%s, and not in what everyone may see", async path => {
    const [shared, plain] = await Promise.all([textAt(`/s/${text}/${path}`), textAt(`/${path}`)]);
    expect([holds.email(shared), holds.phone(shared), holds.address(shared)]).toEqual([true, true, false]);
    expect([holds.email(plain), holds.phone(plain), holds.address(plain)]).toEqual([false, false, false]);
  });

  test("stands in texts too, and what is hidden is hidden", async () => {
    const page = await textAt(`/s/${text}/`);
    expect(page).toContain("Call +44 20 7946 0000 or write.");
    expect(page).not.toContain("Medal");
    expect(await textAt("/")).toContain("Call … or write.");
  });

  test("is what it names and nothing else", async () => {
    const { text } = await site.share({ reveal: ["address", "hidden", "__proto__"] });
    const json = await textAt(`/s/${text}/resume.json`);
    expect([holds.email(json), holds.phone(json), holds.address(json)]).toEqual([false, false, true]);
  });

  test("a file that is saved tells neither the link nor the site", async () => {
    for (const path of paths.slice(1)) {
      const saved = await textAt(`/s/${text}/${path}`);
      if (path !== "it/") expect([path, saved.includes(text)]).toEqual([path, false]);
      expect([path, saved.includes("cv.example")]).toEqual([path, false]);
    }
  });
});

describe("a page", () => {
  let text: string;
  let page: string;
  let answer: Response;
  beforeAll(async () => {
    ({ text } = await site.share({ reveal: ["phone"] }));
    answer = await site.get(`/s/${text}/`, { accept: "text/html" });
    page = await answer.text();
  });

  test("leads nowhere else on the site, and search engines to nothing", () => {
    const own = [...page.matchAll(/(?:href|src|srcset)="(\/[^"]*)"/g)].map(([, path = ""]) => path);
    expect(own.length).toBeGreaterThan(15);
    expect(own.filter(path => !path.startsWith(`/s/${text}/`))).toEqual([]);
    expect(page).toContain('<meta name="robots" content="noindex">');
    expect(page).not.toMatch(/rel="canonical"|og:url|og:image|cv\.example/);
  });

  test("offers the formats and the languages that are below it", async () => {
    for (const file of formats) expect(page).toContain(`<a href="/s/${text}/${file}">`);
    expect(page).toContain(`<a href="/s/${text}/it/" hreflang="it"`);
    const italian = await textAt(`/s/${text}/it/`);
    expect(italian).toContain("Matematica");
    expect(italian).toContain(`<a href="/s/${text}/" hreflang="en"`);
    expect(italian).toContain(`<a href="/s/${text}/it/resume.pdf">`);
  });

  test("has what its policy allows: its stylesheet and its script", () => {
    const policy = answer.headers.get("content-security-policy") ?? "";
    const sources = (tag: string) =>
      [...page.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, "gs"))].map(([, text = ""]) => sourceHash(text));
    expect(sources("style")).toHaveLength(1);
    expect(policy).toContain(`style-src ${sources("style").join(" ")};`);
    expect(policy).toContain(`script-src ${sources("script").join(" ")};`);
  });

  test("shows the photo, which is below it too and named in no file", async () => {
    const paths = [...page.matchAll(/(?:src|srcset)="([^"]*\/photo\.[^"]*)"/g)].map(([, path = ""]) => path);
    expect(paths).toHaveLength(3);
    for (const path of paths) {
      const picture = await site.get(path);
      expect([picture.status, picture.headers.get("cache-control")]).toEqual([200, "no-store"]);
    }
    expect(JSON.parse(await textAt(`/s/${text}/resume.json`)).basics.image).toBeUndefined();
    expect(JSON.parse(await textAt("/resume.json")).basics.image).toStartWith(
      "https://cv.example/assets/photo.",
    );
  });

  test("has no variant below it", async () => {
    expect((await site.get(`/s/${text}/for/backend/`)).status).toBe(404);
  });

  test("its address answers with any format, and tells where that is", async () => {
    const json = await site.get(`/s/${text}/it/`, { accept: "application/json" });
    expect([json.status, json.headers.get("content-type"), json.headers.get("content-location")]).toEqual([
      200,
      "application/json",
      `/s/${text}/it/resume.json`,
    ]);
  });
});

describe("one version alone", () => {
  test.each([
    ["backend", "Engineer of engines", "en"],
    ["it", "Matematica", "it"],
  ])("%s stands at the link itself, with its formats", async (version, label, language) => {
    const { text } = await site.share({ version, reveal: ["phone"] });
    const page = await textAt(`/s/${text}/`);
    expect(page).toContain(`<html lang="${language}"`);
    expect(page).toContain(label);
    expect(page).not.toMatch(/class="switch"|hreflang/);
    for (const file of formats) expect(holds.phone(await textAt(`/s/${text}/${file}`))).toBe(true);
    expect((await site.get(`/s/${text}/${version}/`)).status).toBe(404);
  });
});

describe("every answer below a link", () => {
  const asks: [what: string, path: string, headers: Record<string, string>, status: number][] = [
    ["a page", "/", {}, 200],
    ["a page in another language", "/it/", { "accept-encoding": "br" }, 200],
    ["a page as another format", "/", { accept: "application/pdf" }, 200],
    ["a format", "/resume.pdf", {}, 200],
    ["bytes that are known", "/resume.txt", { "if-none-match": "*" }, 304],
    ["a link without its slash", "", {}, 308],
    ["a language without its slash", "/it", {}, 308],
    ["nothing", "/nothing", {}, 404],
    ["nothing, as a page", "/resume.exe", { accept: "text/html" }, 404],
    ["a media type that there is not", "/", { accept: "image/png" }, 406],
    ["an encoding that there is not", "/", { "accept-encoding": "identity;q=0" }, 406],
  ];
  let text: string;
  beforeAll(async () => {
    ({ text } = await site.share());
  });

  test.each(asks)("%s is for no cache and no search engine", async (_, path, headers, status) => {
    for (const method of ["GET", "HEAD"]) {
      const answer = await site.get(`/s/${text}${path}`, headers, method);
      expect(answer.status).toBe(status);
      expect(answer.headers.get("cache-control")).toBe("no-store");
      expect(answer.headers.get("x-robots-tag")).toBe("noindex");
      expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
      expect(answer.headers.get("content-security-policy")).toStartWith("default-src 'none'");
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      if (method === "HEAD") expect(await answer.text()).toBe("");
    }
  });

  test.each([
    ["", "/"],
    ["/it", "/it/"],
  ])("%p without its slash leads to it", async (path, to) => {
    const answer = await site.get(`/s/${text}${path}`);
    expect(answer.headers.get("location")).toBe(`/s/${text}${to}`);
  });

  test("it can be read only", async () => {
    for (const path of [`/s/${text}/`, "/s/nothing/"]) {
      const answer = await site.get(path, {}, "POST");
      expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
      expect(answer.headers.get("cache-control")).toBe("no-store");
    }
  });
});

describe("a link that shows nothing", () => {
  test.each(["text/html", "application/json", "*/*"])(
    "is answered the same whatever the reason, to %s",
    async accept => {
      const [good, revoked, gone] = await Promise.all([
        site.share(),
        site.share(),
        site.share({ version: "gone" }),
      ]);
      const expired = await site.share({ expires: new Date(Date.now() - 60_000).toISOString() });
      await site.services.archive.shares.revoke(revoked.id);
      const forged = `${good.text.slice(0, -1)}${good.text.endsWith("A") ? "B" : "A"}`;
      const texts = [revoked, gone, expired].map(({ text }) => text);
      const unknown = [forged, "x".repeat(60), "x", "%00", "%", "a%2fb", "é", "x".repeat(5000), ""];
      const paths = [...texts, ...unknown].flatMap(text => [`/s/${text}/`, `/s/${text}/resume.pdf`]);
      const answers = await Promise.all(
        [`/s/${good.text}/nothing`, ...paths].map(async path => {
          const { status, headers, body } = await site.get(path, { accept });
          return JSON.stringify([status, headers, await new Response(body).text()]);
        }),
      );
      expect(new Set(answers).size).toBe(1);
      expect(answers[0]).toStartWith("[404,");
    },
  );

  test("is so at once when it is revoked", async () => {
    const { text, id } = await site.share();
    expect((await site.get(`/s/${text}/`)).status).toBe(200);
    await site.services.archive.shares.revoke(id);
    for (const path of ["", "/", "/resume.pdf"])
      expect((await site.get(`/s/${text}${path}`)).status).toBe(404);
  });
});

describe("how often a link was opened", () => {
  const opensOf = async (id: number) =>
    (await site.services.archive.shares.list()).find(link => link.id === id)?.opens;

  test("is how often its page was shown to somebody", async () => {
    const { text, id } = await site.share();
    const etag = (await site.get(`/s/${text}/`)).headers.get("etag") ?? "";
    await site.get(`/s/${text}/`, {}, "HEAD");
    await site.get(`/s/${text}/`, { "if-none-match": etag });
    await site.get(`/s/${text}/`, { accept: "application/pdf" });
    for (const path of ["", ...formats.map(file => `/${file}`), "/nothing/"])
      await site.get(`/s/${text}${path}`);
    await site.get(`/s/${text}/it/`);
    await waitFor(async () => (await opensOf(id)) === 2);
    await Bun.sleep(50);
    expect(await opensOf(id)).toBe(2);
    expect((await site.services.metrics.shareOpens.get()).values[0]?.value).toBeGreaterThanOrEqual(2);
  });
});

describe("what is current", () => {
  const renamed = (name: string, more: object = {}) => ({
    "resume.json": { ...base, basics: { ...base.basics, image: undefined, name, ...more } },
  });

  test("is what a link shows that names no edition, even where only private values have changed", async () => {
    await using own = await startShareSite();
    const first = await own.publish(renamed("Ada One"));
    const links = await Promise.all([
      own.share({ reveal: ["phone"] }),
      own.share({ edition: first, reveal: ["phone"] }),
    ]);
    const show = async () =>
      Promise.all(links.map(async ({ text }) => (await own.get(`/s/${text}/resume.txt`)).text()));
    const [before] = await show();
    expect(before).toContain("Ada One");
    await own.publish(renamed("Ada One", { phone: "+44 20 7946 1111" }));
    const [moved, kept] = await show();
    expect([moved?.includes("7946 1111"), moved?.includes("7946 0000 or")]).toEqual([true, true]);
    expect([kept?.includes("7946 1111"), kept?.includes("7946 0000")]).toEqual([false, true]);
    await own.publish(renamed("Ada Two"));
    expect((await show()).map(text => text.includes("Ada Two"))).toEqual([true, false]);
  });

  test("is not what a preview shows", async () => {
    await using own = await startShareSite();
    await own.publish(renamed("Ada One"));
    const next = await own.publish(renamed("Ada Two"), false);
    const { text } = await own.share({ edition: next });
    expect(await (await own.get(`/s/${text}/`)).text()).toContain("<h1>Ada Two</h1>");
    expect(await (await own.get("/")).text()).toContain("<h1>Ada One</h1>");
  });
});

describe("where something is wrong", () => {
  test("an archive that is down is 503, to be asked again", async () => {
    const shares = { verify: () => Promise.reject(new ArchiveDownError("it is gone")) };
    await using own = await startShareSite({ shares });
    for (const path of ["/s/some-text/", "/s/x"]) {
      const answer = await own.get(path);
      expect([answer.status, answer.headers.get("retry-after"), answer.headers.get("cache-control")]).toEqual(
        [503, "5", "no-store"],
      );
      expect(answer.headers.get("x-robots-tag")).toBe("noindex");
    }
    expect(own.lines.join()).not.toContain("some-text");
  });

  test("an open that cannot be counted is shown all the same", async () => {
    const shares = { countOpen: () => Promise.reject(new ArchiveDownError("it is gone")) };
    await using own = await startShareSite({ shares });
    await own.publish({ "resume.json": sample });
    const { text } = await own.share();
    expect((await own.get(`/s/${text}/`)).status).toBe(200);
  });

  test("an error's log tells what, and not which link", async () => {
    const shares = { verify: (text: string) => Promise.reject(new Error(`Cannot look for ${text}`)) };
    await using own = await startShareSite({ shares });
    const answer = await own.get("/s/very-secret-text/it/");
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([500, "no-store"]);
    expect(await answer.text()).not.toContain("Cannot look");
    expect(own.lines.join()).toContain("Cannot look for …");
    expect(own.lines.join()).not.toContain("very-secret-text");
  });

  test("a site that keeps no archive has no links", async () => {
    await using own = await startShareSite({ environment: { DATA: "none" } });
    const answer = await own.get("/s/some-text/");
    expect([answer.status, answer.headers.get("x-robots-tag")]).toEqual([404, "noindex"]);
  });
});

test("no text of a link is in the log or in a metric", async () => {
  const { text } = await site.share();
  for (const path of ["", "/", "/resume.pdf", "/nothing"]) await site.get(`/s/${text}${path}`);
  await site.get(`/s/${text}/`, {}, "POST");
  const metrics = await (await site.get("/metrics")).text();
  expect(metrics).toContain('http_requests_total{method="GET",route="/s/*",status="200"}');
  expect(metrics).toContain('http_requests_total{method="GET",route="/s/*",status="404"}');
  const routes = [...metrics.matchAll(/route="([^"]*)"/g)].map(([, route = ""]) => route);
  expect(routes.filter(route => route.startsWith("/s/") && route !== "/s/*")).toEqual([]);
  expect(`${metrics}${site.lines.join("\n")}`).not.toContain(text);
});
