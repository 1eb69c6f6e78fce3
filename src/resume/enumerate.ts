import { scriptOf } from "./script.ts";

const commas = new Map([
  ["Arab", "، "],
  ["Hans", "、"],
  ["Hant", "、"],
  ["Jpan", "、"],
]);

/**
 * Facts in one line, divided by the language's comma: "London, Paris", "東京、京都". `Intl.ListFormat` would end the list with "and",
 * which a list of facts does not have, or divide it by nothing at all, as its narrow forms do in Chinese.
 */
export function enumerate(facts: readonly (string | undefined)[], language: string): string {
  return facts.filter(Boolean).join(commas.get(scriptOf(language)) ?? ", ");
}
