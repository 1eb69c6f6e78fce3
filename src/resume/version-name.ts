/** What a version of a résumé may be called: a language, or a variant such as "backend". */

export interface VersionName {
  kind: "language" | "variant";
  name: string;
}

/** For messages. */
export const versionNameHint =
  'a language such as "it" or "pt-BR", or a variant: lowercase letters, digits and hyphens, 64 at most';

/**
 * A tag of BCP 47 that ICU has a name for is a language, in any case (`pt-br` is pt-BR); everything else in lowercase letters,
 * digits and hyphens is a variant. Undefined for what is neither.
 */
export function versionNameOf(text: string): VersionName | undefined {
  const tag = languageTag(text);
  if (tag !== undefined) return { kind: "language", name: tag };
  return /^[a-z0-9][a-z0-9-]{0,63}$/.test(text) ? { kind: "variant", name: text } : undefined;
}

/** A language's name in English, such as "Brazilian Portuguese". */
export function languageName(tag: string): string | undefined {
  // No name is better than the tag itself: it tells "backend", which could be a tag, from a language.
  return new Intl.DisplayNames("en", { type: "language", fallback: "none" }).of(tag);
}

function languageTag(text: string): string | undefined {
  try {
    const [tag = ""] = Intl.getCanonicalLocales(text);
    return languageName(tag) === undefined ? undefined : tag;
  } catch {
    return undefined;
  }
}
