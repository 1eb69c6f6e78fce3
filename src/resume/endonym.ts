/** What a switch of languages says. */
import { catalogueOf } from "./catalogue/catalogues.ts";

/** A language in its own words, as it stands alone: "Deutsch", "Français", "繁體中文". The tag where `Intl` has no name for it. */
export function endonymOf(language: string): string {
  // A calendar or digits, which a tag may name too, are no part of its name.
  const { baseName } = new Intl.Locale(language);
  const name = new Intl.DisplayNames(language, { type: "language" }).of(baseName) ?? baseName;
  return name.replace(/^\p{Ll}/u, first => first.toLocaleUpperCase(language));
}

/**
 * What a reader of a language is told on a page in another one, in their own: "Diese Seite gibt es auch auf Deutsch". Where the
 * program has no words for it, the language's name.
 */
export function offerOf(language: string): string {
  return catalogueOf(language)?.offer ?? endonymOf(language);
}
