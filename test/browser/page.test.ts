import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Page } from "puppeteer-core";
import { type PageOptions, startBrowser, type TestBrowser, type Visit } from "../support/browser.ts";
import { describeWith } from "../support/needs.ts";
import { type Started, startProgram } from "../support/process.ts";
import { waitFor } from "../support/wait.ts";
import { axeFindings } from "./axe.ts";
import { intrude } from "./intrusion.ts";
import { faintOf, focusOf, movingOf, outsideOf, whereIs } from "./layout.ts";
import { hardNames, hardResumes, serveResume } from "./resumes.ts";

const schemes = ["light", "dark"] as const;
const widths = [320, 768, 1440, 2560];

/** The ways of looking at a page that WCAG asks for, by name. */
const looks: Record<string, PageOptions> = {
  "in light": {},
  "in dark": { colorScheme: "dark" },
  "on a telephone": { width: 320, height: 640 },
  "on a telephone, in dark": { width: 320, height: 640, colorScheme: "dark" },
  "on a very wide screen": { width: 2560, height: 1440 },
  "with text of 200 %": { fontScale: 2 },
  "with text of 200 %, in dark": { fontScale: 2, colorScheme: "dark" },
  // What a window of 1280 × 1024 px has room for (WCAG 1.4.10).
  "at a zoom of 400 %": { width: 320, height: 256 },
  "on a telephone with text of 200 %": { width: 320, height: 640, fontScale: 2 },
};

describeWith("chromium", "the page in a browser", () => {
  let browser: TestBrowser;
  let program: Started;

  beforeAll(async () => {
    [browser, program] = await Promise.all([startBrowser(), startProgram()]);
  });
  afterAll(async () => {
    await browser.close();
    await program.stop();
  });

  const open = (options?: PageOptions, path = "/") => browser.openPage(`${program.url}${path}`, options);

  describe.each(Object.entries(looks))("%s", (_, look) => {
    test("breaks no rule of axe, ends inside the window and is quiet", async () => {
      await using visit = await open(look);
      expect(visit.status).toBe(200);
      expect(await outsideOf(visit.page)).toEqual([]);
      expect(await axeFindings(visit.page)).toEqual([]);
      expectQuiet(visit);
    });
  });

  test("breaks no rule of axe where there is no such page", async () => {
    await using visit = await open({ width: 320 }, "/nowhere");
    expect(visit.status).toBe(404);
    for (const colorScheme of schemes) {
      await visit.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: colorScheme }]);
      expect(await axeFindings(visit.page)).toEqual([]);
    }
    await visit.page.setViewport({ width: 1440, height: 900 });
    expect(await axeFindings(visit.page)).toEqual([]);
    expect(await outsideOf(visit.page)).toEqual([]);
    // Chromium itself notes the status of the document, and nothing else is to be noted.
    expect(visit.console.filter(line => !line.includes("404 (Not Found)"))).toEqual([]);
    expect(visit.errors).toEqual([]);
  });

  test("asks for itself and its icon, and for nothing else", async () => {
    await using visit = await open();
    await waitFor(() => visit.requests.length > 1);
    await Bun.sleep(200);
    const [page, icon, ...others] = visit.requests;
    expect(page).toBe(`${program.url}/`);
    expect(icon).toMatch(/\/assets\/icon\.\w+\.svg$/);
    expect(others).toEqual([]);
    expectQuiet(visit);
  });

  test("looks the same without JavaScript", async () => {
    await using withScripts = await open();
    await using without = await open();
    await without.page.setJavaScriptEnabled(false);
    await without.page.reload();
    const [one, other] = [await picture(withScripts.page), await picture(without.page)];
    expect(one.equals(other)).toBe(true);
  });

  test("moves nothing, for those who ask for less motion and for all others", async () => {
    for (const value of ["reduce", "no-preference"]) {
      await using visit = await open();
      await visit.page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value }]);
      expect(await movingOf(visit.page)).toEqual([]);
    }
  });

  describe.each(schemes)("in forced colours, %s", colorScheme => {
    test("shows every text, and its links as links", async () => {
      await using visit = await open({ colorScheme });
      await forceColors(visit.page, colorScheme);
      expect(await visit.page.evaluate(`matchMedia("(forced-colors: active)").matches`)).toBe(true);
      expect(await faintOf(visit.page)).toEqual([]);
      expect(await axeFindings(visit.page)).toEqual([]);
    });
  });

  describe("by keyboard", () => {
    test("shows the skip link at the first Tab, and Enter leads to the résumé", async () => {
      await using visit = await open();
      const { page } = visit;
      expect(await whereIs(page, ".skip")).toBe("not to be seen");
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.className")).toBe("skip");
      expect(await whereIs(page, ".skip")).toBe("in the window");
      await page.keyboard.press("Enter");
      expect(await page.evaluate("document.activeElement.localName")).toBe("main");
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.matches('main a')")).toBe(true);
    });

    test.each(schemes)(
      "leads to every link in reading order, with an outline that is seen, in %s",
      async colorScheme => {
        await using visit = await open({ colorScheme });
        const { page } = visit;
        const links = (await page.evaluate(`[...document.links].map(link => link.textContent)`)) as string[];
        expect(links.length).toBeGreaterThan(10);
        for (const text of links) {
          await page.keyboard.press("Tab");
          expect(await focusOf(page)).toEqual({
            text,
            place: "in the window",
            outline: "3px solid",
            isDrawn: true,
          });
        }
      },
    );
  });

  test("runs and shows nothing that its policy does not know", async () => {
    await using visit = await open();
    expect(await intrude(visit.page)).toEqual([]);
    expect(visit.requests.filter(url => !url.startsWith(program.url))).toEqual([]);
    // The same attempts succeed where the policy is switched off: it is the policy that stops them.
    await using unprotected = await open();
    await unprotected.page.setBypassCSP(true);
    await unprotected.page.reload();
    expect(await intrude(unprotected.page)).toEqual([
      "script",
      "handler",
      "frame",
      "style",
      "attribute",
      "fetch",
    ]);
  });

  describe.each(hardNames)("with %s", name => {
    let hard: Started;
    beforeAll(async () => {
      hard = await serveResume(hardResumes[name]);
    });
    afterAll(async () => {
      await hard[Symbol.asyncDispose]();
    });

    test.each([1, 2])("ends inside a window of any width, text at %d ×", async fontScale => {
      await using visit = await browser.openPage(hard.url, { fontScale });
      for (const width of widths) {
        await visit.page.setViewport({ width, height: 800 });
        expect({ width, outside: await outsideOf(visit.page) }).toEqual({ width, outside: [] });
      }
      expectQuiet(visit);
    });

    test("breaks no rule of axe", async () => {
      await using visit = await browser.openPage(hard.url, { width: 320 });
      expect(await axeFindings(visit.page)).toEqual([]);
      await visit.page.setViewport({ width: 1440, height: 900 });
      await visit.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
      expect(await axeFindings(visit.page)).toEqual([]);
    });
  });
});

function expectQuiet({ console, errors }: Visit): void {
  expect({ console, errors }).toEqual({ console: [], errors: [] });
}

async function picture(page: Page): Promise<Buffer> {
  return Buffer.from(await page.screenshot({ fullPage: true }));
}

/** What Windows calls a contrast theme; Puppeteer's own function does not know this feature of the protocol. */
async function forceColors(page: Page, scheme: "light" | "dark"): Promise<void> {
  const session = await page.createCDPSession();
  await session.send("Emulation.setEmulatedMedia", {
    features: [
      { name: "forced-colors", value: "active" },
      { name: "prefers-color-scheme", value: scheme },
    ],
  });
}
