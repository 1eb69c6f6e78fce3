/** Headless Chromium for tests: pages in a chosen size, colour scheme and text size, with everything that happened on them. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { programOf } from "./needs.ts";

export interface PageOptions {
  /** CSS pixels. @default 1280 */
  width?: number;
  /** CSS pixels. @default 800 */
  height?: number;
  /** @default "light" */
  colorScheme?: "light" | "dark";
  /** The visitor's own text size, as a share of the browser's 16 px: 2 is WCAG's 200 %. @default 1 */
  fontScale?: number;
}

/** A page that a visitor opened, and what happened on it. */
export interface Visit extends AsyncDisposable {
  page: Page;
  /** Status of the document. */
  status: number;
  /** `type: text` of each console message. */
  console: string[];
  /** Uncaught errors, and requests that got no answer. */
  errors: string[];
  /** URL of every request, the document and the favicon included. */
  requests: string[];
}

export interface TestBrowser extends AsyncDisposable {
  /** Opens `url` as a new visitor, with an empty cache, and waits for its load event. */
  openPage(url: string, options?: PageOptions): Promise<Visit>;
  close(): Promise<void>;
}

/** Starts Chromium with a fresh profile; `close` ends it and removes the profile. For use inside `describeWith("chromium", …)`. */
export async function startBrowser(): Promise<TestBrowser> {
  const userDataDir = await mkdtemp(join(tmpdir(), "vitae-chromium-"));
  const browser = await puppeteer.launch({
    executablePath: programOf("chromium"),
    headless: true,
    // Over a pipe Chromium ends with the tests, even where those are killed.
    pipe: true,
    userDataDir,
    args: [
      // The sandbox refuses root and needs rights that containers withhold; only our own pages are opened here.
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const close = async () => {
    await browser.close();
    await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  return { openPage: (url, options) => openPage(browser, url, options), close, [Symbol.asyncDispose]: close };
}

async function openPage(browser: Browser, url: string, options: PageOptions = {}): Promise<Visit> {
  const { width = 1280, height = 800, colorScheme = "light", fontScale = 1 } = options;
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const record = recordOf(page);
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: colorScheme }]);
  await setFontScale(page, fontScale);
  const response = await page.goto(url, { waitUntil: "load" });
  return { page, status: response?.status() ?? 0, ...record, [Symbol.asyncDispose]: () => context.close() };
}

/** The setting "font size" of the browser, which only its own protocol reaches (CDP, Page.setFontSizes). */
async function setFontScale(page: Page, scale: number): Promise<void> {
  const session = await page.createCDPSession();
  await session.send("Page.setFontSizes", { fontSizes: { standard: 16 * scale, fixed: 13 * scale } });
}

function recordOf(page: Page): Pick<Visit, "console" | "errors" | "requests"> {
  const record: Pick<Visit, "console" | "errors" | "requests"> = { console: [], errors: [], requests: [] };
  page.on("console", message => record.console.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", error => record.errors.push(String(error)));
  page.on("request", request => record.requests.push(request.url()));
  page.on("requestfailed", request =>
    record.errors.push(`${request.url()}: ${request.failure()?.errorText}`),
  );
  return record;
}
