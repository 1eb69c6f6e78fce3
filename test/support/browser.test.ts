import { afterAll, beforeAll, expect, test } from "bun:test";
import { startBrowser, type TestBrowser } from "./browser.ts";
import { describeWith } from "./needs.ts";

const html = `<!doctype html><html lang="en"><title>A page</title>
<style>@media (prefers-color-scheme: dark) { body { background: #000 } } p { font-size: 1rem }</style>
<p>Text</p><img src="/missing.png" alt=""><script>console.warn("careful"); setTimeout(() => { throw new Error("broken") })</script>`;

describeWith("chromium", "the browser for tests", () => {
  let browser: TestBrowser;
  let server: ReturnType<typeof serve>;

  beforeAll(async () => {
    server = serve();
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop(true);
  });

  test("records console messages, errors and requests", async () => {
    await using visit = await browser.openPage(server.url.href);
    expect(visit.status).toBe(200);
    expect(visit.console).toContain("warn: careful");
    expect(visit.errors.join()).toContain("broken");
    expect(visit.requests).toContain(`${server.url.href}missing.png`);
  });

  test("opens a page in the asked width, colour scheme and text size", async () => {
    const look = `[innerWidth, innerHeight, getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector("p")).fontSize]`;
    await using dark = await browser.openPage(server.url.href, {
      width: 320,
      height: 640,
      colorScheme: "dark",
      fontScale: 2,
    });
    expect(await dark.page.evaluate(look)).toEqual([320, 640, "rgb(0, 0, 0)", "32px"]);
    await using light = await browser.openPage(server.url.href);
    expect(await light.page.evaluate(look)).toEqual([1280, 800, "rgba(0, 0, 0, 0)", "16px"]);
  });

  test("prints a PDF and takes a screenshot", async () => {
    await using visit = await browser.openPage(server.url.href);
    expect(Buffer.from(await visit.page.pdf()).toString("latin1", 0, 5)).toBe("%PDF-");
    expect(Buffer.from(await visit.page.screenshot()).toString("latin1", 1, 4)).toBe("PNG");
  });
});

function serve() {
  return Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: ({ url }) =>
      new URL(url).pathname === "/"
        ? new Response(html, { headers: { "content-type": "text/html; charset=utf-8" } })
        : new Response(null, { status: 404 }),
  });
}
