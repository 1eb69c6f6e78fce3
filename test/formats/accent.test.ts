import { expect, test } from "bun:test";
import Color from "colorjs.io";
import fc from "fast-check";
import { accentColors, defaultAccent, paper } from "../../src/formats/accent.ts";

test("the default accent is what any accent would become", async () => {
  expect(await accentColors(undefined)).toEqual(defaultAccent);
  expect(await accentColors(defaultAccent.light)).toEqual(defaultAccent);
});

test("text in any accent is legible on the page, light and dark", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 0xffffff }), async number => {
      const { light, dark } = await accentColors(`#${number.toString(16).padStart(6, "0")}`);
      expect(new Color(light).contrastWCAG21(paper.light)).toBeGreaterThanOrEqual(7);
      expect(new Color(dark).contrastWCAG21(paper.dark)).toBeGreaterThanOrEqual(7);
    }),
  );
});

test("an accent that is legible already stays as it is", async () => {
  expect((await accentColors("#1b3f73")).light).toBe("#1b3f73");
});

test("the backgrounds are those of the stylesheet", async () => {
  const css = await Bun.file("assets/page.css").text();
  expect(css).toContain(`--paper: ${paper.light};`);
  expect(css).toContain(`--paper: ${paper.dark};`);
});
