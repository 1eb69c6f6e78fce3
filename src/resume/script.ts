/** What a language's script asks of whoever sets its text. */

export type Direction = "ltr" | "rtl";

/** Of ISO 15924, for the languages; a text is searched for them by the names that Unicode gives them. */
const rightToLeft = new Set(["Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"]);

const rightToLeftLetter =
  /[\p{Script=Adlam}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Mandaic}\p{Script=Nko}\p{Script=Hanifi_Rohingya}\p{Script=Samaritan}\p{Script=Syriac}\p{Script=Thaana}]/u;

const letter = /\p{L}/gu;

/** Those with capitals, and with it spaced letters and a slope that means emphasis. */
const cased = new Set(["Adlm", "Armn", "Cyrl", "Grek", "Latn"]);

/** The script that a language is written in, of ISO 15924: "Arab" for `ar`, "Hant" for `zh-TW`; "" where `Intl` knows none. */
export function scriptOf(language: string): string {
  return new Intl.Locale(language).maximize().script ?? "";
}

/** Where a line of the language begins. */
export function directionOf(language: string): Direction {
  return rightToLeft.has(scriptOf(language)) ? "rtl" : "ltr";
}

/** Whether a language has no capitals, as Arabic, Hindi and Chinese. */
export function isCaseless(language: string): boolean {
  const script = scriptOf(language);
  return script !== "" && !cased.has(script);
}

/**
 * The direction of one line on a page: the page's own if one letter has it, the other if all have that. So a name that begins with
 * "IBM" is Arabic on an Arabic page, and "C++" and a telephone number, which has no letters, are not.
 */
export function directionOfText(text: string, page: Direction): Direction {
  const letters = text.match(letter) ?? [];
  const isRightToLeft = (character: string) => rightToLeftLetter.test(character);
  if (page === "rtl") return letters.some(isRightToLeft) ? "rtl" : "ltr";
  return letters.length > 0 && letters.every(isRightToLeft) ? "rtl" : "ltr";
}
