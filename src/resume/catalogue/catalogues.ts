import { scriptOf } from "../script.ts";
import { arabic } from "./ar.ts";
import { german } from "./de.ts";
import { english } from "./en.ts";
import { spanish } from "./es.ts";
import { french } from "./fr.ts";
import { hebrew } from "./he.ts";
import { hindi } from "./hi.ts";
import { italian } from "./it.ts";
import { japanese } from "./ja.ts";
import { korean } from "./ko.ts";
import type { Labels } from "./labels.ts";
import { dutch } from "./nl.ts";
import { polish } from "./pl.ts";
import { portuguese } from "./pt.ts";
import { europeanPortuguese } from "./pt-PT.ts";
import { ukrainian } from "./uk.ts";
import { simplifiedChinese } from "./zh.ts";
import { traditionalChinese } from "./zh-Hant.ts";

/** Every language that the program has words for, by its tag. A new one is one file and one line here. */
export const catalogues: ReadonlyMap<string, Labels> = new Map([
  ["ar", arabic],
  ["de", german],
  ["en", english],
  ["es", spanish],
  ["fr", french],
  ["he", hebrew],
  ["hi", hindi],
  ["it", italian],
  ["ja", japanese],
  ["ko", korean],
  ["nl", dutch],
  ["pl", polish],
  ["pt", portuguese],
  ["pt-PT", europeanPortuguese],
  ["uk", ukrainian],
  ["zh", simplifiedChinese],
  ["zh-Hant", traditionalChinese],
]);

/**
 * The words of a language by lookup (RFC 4647, section 3.4): `de-AT` is German, `zh-TW` Chinese in traditional characters, as `Intl`
 * knows the likely script. Undefined where there are none, and where they are in another script: `ar-Latn`.
 *
 * @param language a tag of BCP 47
 */
export function catalogueOf(language: string): Labels | undefined {
  const { language: name, script, region } = new Intl.Locale(language).maximize();
  const tags = [`${name}-${region}`, `${name}-${script}`, name];
  const tag = tags.find(tag => catalogues.has(tag) && scriptOf(tag) === script);
  return catalogues.get(tag ?? "");
}
