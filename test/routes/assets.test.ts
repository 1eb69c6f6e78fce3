import { describe, expect, test } from "bun:test";
import { sample, startApp } from "../support/app.ts";
import { fixture } from "../support/fixture.ts";

describe("the owner's own files", () => {
  const files = {
    "humans.txt": "Made by Ada.",
    "google1234.html": "google-site-verification: google1234.html",
    ".well-known/matrix.json": "{}",
    ".env": "SECRET=1",
    "sub/.hidden/file.txt": "hidden",
    "sub/page.css": "a{}",
    "index.html": "<h1>Not the page</h1>",
  };

  test.each([
    ["/humans.txt", "text/plain", "Made by Ada."],
    ["/google1234.html", "text/html", "google-site-verification: google1234.html"],
    ["/sub/page.css", "text/css", "a{}"],
  ])("%s is served as it is, again and again", async (path, mediaType, body) => {
    using folder = fixture(files);
    using app = await startApp(sample, { PUBLIC: folder.path });
    for (let visit = 0; visit < 3; visit++) {
      const response = await app.get(path);
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toStartWith(mediaType);
      expect(response.headers.get("cache-control")).toBe("public, max-age=3600");
      expect(response.headers.get("content-security-policy")).toStartWith("default-src 'none'");
      expect(response.headers.has("content-range")).toBe(false);
      expect(await response.text()).toBe(body);
    }
    const head = await app.get(path, {}, "HEAD");
    expect([head.headers.get("content-length"), await head.text()]).toEqual([String(body.length), ""]);
    expect((await app.get(path, {}, "POST")).status).toBe(405);
  });

  test.each([
    "/.env",
    "/.well-known/matrix.json",
    "/sub/.hidden/file.txt",
    "/../package.json",
    "/sub",
    "/sub/",
    "/nothing.txt",
  ])("%s is not served", async path => {
    using folder = fixture(files);
    using app = await startApp(sample, { PUBLIC: folder.path });
    expect((await app.get(path)).status).toBe(404);
  });

  test("they never stand in for the page", async () => {
    using folder = fixture(files);
    using app = await startApp(sample, { PUBLIC: folder.path });
    expect(await (await app.get("/")).text()).toContain("<h1>Ada Lovelace</h1>");
  });
});
