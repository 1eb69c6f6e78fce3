import { enumerate } from "./enumerate.ts";
import type { Resume } from "./schema.ts";
import { scriptOf } from "./script.ts";

type Location = NonNullable<NonNullable<Resume["basics"]>["location"]>;

/** Where the postal code stands before the city: "10117 Berlin". */
const codeFirst = new Set(
  "AT BE BG CH CZ DE DK EE ES FI FR GR HR HU IL IS IT LI LT LU MC NL NO PL PT RO RS SE SI SK TR".split(" "),
);

/** Their addresses begin with the country. */
const largestFirst = new Set(["Hans", "Hant", "Jpan", "Kore"]);

/** A location in one line, what is missing left out: "Arlington, Virginia, United States", "日本 東京都 千代田区". */
export function formatPlace(
  { address, postalCode, city, region, countryCode = "" }: Location,
  language: string,
): string {
  const country = countryName(countryCode, language);
  if (largestFirst.has(scriptOf(language)))
    return [country, postalCode, region, city, address].filter(Boolean).join(" ");
  const parts = codeFirst.has(countryCode.toUpperCase())
    ? [address, words(postalCode, city), region, country]
    : [address, city, words(region, postalCode), country];
  return enumerate(parts, language);
}

function words(...texts: (string | undefined)[]): string {
  return texts.filter(Boolean).join(" ");
}

/** The name of a country by its ISO 3166-1 code; anything else stays as it was written. */
function countryName(code: string, language: string): string {
  if (!/^[A-Za-z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames(language, { type: "region" }).of(code.toUpperCase()) ?? code;
}
