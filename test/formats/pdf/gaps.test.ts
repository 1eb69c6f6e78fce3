import { expect, test } from "bun:test";
import { formatGap, gapsOf } from "../../../src/formats/pdf/gaps.ts";

test("missing characters are sorted by script, each with the package that brings a font for it", () => {
  expect(gapsOf(["国", "あ", "ن", "国際"[1] ?? "", "🧿", "\u0378"])).toEqual([
    { script: "Han", characters: ["国", "際"], debianPackage: "fonts-noto-cjk" },
    { script: "Hiragana", characters: ["あ"], debianPackage: "fonts-noto-cjk" },
    { script: "Arabic", characters: ["ن"], debianPackage: "fonts-noto-core" },
    { script: "Emoji", characters: ["🧿"], debianPackage: "fonts-noto-color-emoji" },
    { script: "Other", characters: ["\u0378"], debianPackage: "fonts-noto-core" },
  ]);
});

test("an owner reads some of them, and what to install", () => {
  const characters = [..."国際計算機学会の"];
  expect(
    formatGap({ script: "Han", characters: [...characters, "名"], debianPackage: "fonts-noto-cjk" }),
  ).toStartWith(
    "The PDF has boxes instead of 国 際 計 算 機 学 会 の … (Han), since no font here has them: install the Debian package fonts-noto-cjk",
  );
});
