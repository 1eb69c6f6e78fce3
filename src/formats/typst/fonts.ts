/**
 * The fonts of a page. Libertinus Serif and DejaVu Sans Mono are part of Typst; Source Sans 3 and Noto Emoji come with the
 * program; for scripts that these lack, whatever the machine has is taken, Noto first.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** Families in the order in which a character is looked for. */
export interface Fonts {
  serif: string[];
  sans: string[];
  mono: string[];
}

/** Chinese, Japanese and Korean write one character in different shapes: the language decides which is right. */
const eastAsian = ["JP", "SC", "TC", "KR", "HK"];

const scripts = ["Arabic", "Hebrew", "Devanagari"];

/** The fonts for a language, a tag of BCP 47. */
export function fontsFor(language: string): Fonts {
  const regions = [...new Set([eastAsianOf(language), ...eastAsian])];
  const noto = (style: string, arabic: string) => [
    ...scripts.map(script => `Noto ${script === "Arabic" ? arabic : style} ${script}`),
    ...regions.map(region => `Noto ${style} CJK ${region}`),
  ];
  const others = ["Noto Emoji", "DejaVu Sans"];
  return {
    serif: ["Libertinus Serif", ...noto("Serif", "Naskh"), "Source Sans 3", ...others],
    sans: ["Source Sans 3", ...noto("Sans", "Sans"), "Libertinus Serif", ...others],
    mono: ["DejaVu Sans Mono", ...noto("Sans", "Sans"), ...others],
  };
}

function eastAsianOf(language: string): string {
  const { language: name, script, region } = new Intl.Locale(language).maximize();
  if (name === "ko") return "KR";
  if (name !== "zh") return "JP";
  if (region === "HK") return "HK";
  return script === "Hant" ? "TC" : "SC";
}

const files = [
  "@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf",
  "@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf",
  "@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
];

/** The font files that the program brings. */
export function readFonts(): Buffer[] {
  const { resolve } = createRequire(import.meta.url);
  return files.map(file => readFileSync(resolve(file)));
}
