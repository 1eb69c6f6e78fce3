import type { Resume } from "./schema.ts";

type Location = NonNullable<NonNullable<Resume["basics"]>["location"]>;

/** A location in one line, what is missing left out: "Arlington, Virginia, United States". */
export function formatPlace(
  { address, postalCode, city, region, countryCode }: Location,
  language: string,
): string {
  const area = [region, postalCode].filter(Boolean).join(" ");
  return [address, city, area, countryCode && countryName(countryCode, language)].filter(Boolean).join(", ");
}

/** The name of a country by its ISO 3166-1 code; anything else stays as it was written. */
function countryName(code: string, language: string): string {
  if (!/^[A-Za-z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames(language, { type: "region" }).of(code.toUpperCase()) ?? code;
}
