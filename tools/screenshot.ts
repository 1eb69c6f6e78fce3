// `bun tools/screenshot.ts`: makes assets/screenshot.webp of the example résumé, its beginning on a desk and its end on a phone, light and dark.
import { startBrowser } from "../test/support/browser.ts";
import { startProgram } from "../test/support/process.ts";
import { say } from "./run.ts";

const target = "assets/screenshot.webp";

const views = [
  { width: 1024, height: 1150, colorScheme: "light", shown: "header" },
  { width: 390, height: 1150, colorScheme: "dark", shown: "footer" },
] as const;

await using program = await startProgram();
await using browser = await startBrowser();
const pictures: string[] = [];
for (const { shown, ...view } of views) {
  await using visit = await browser.openPage(program.url, view);
  await (await visit.page.$(shown))?.scrollIntoView();
  pictures.push(await visit.page.screenshot({ encoding: "base64" }));
}

// Side by side, on a ground that is neither page's.
const style = `
  body { display: flex; gap: 32px; margin: 0; padding: 32px; background: #8a9199; width: max-content; }
  img { display: block; border-radius: 8px; box-shadow: 0 8px 24px rgb(0 0 0 / 25%); }
`;
const images = pictures.map(picture => `<img src="data:image/png;base64,${picture}">`).join("");
await using sheet = await browser.openPage("about:blank", { width: 1600, height: 1250 });
await sheet.page.setContent(`<style>${style}</style><body>${images}</body>`);
const body = await sheet.page.$("body");
await body?.screenshot({ path: target, type: "webp", quality: 85 });
say(`Wrote ${target}`);
