/**
 * Values as short, harmless text: a résumé's content must be able neither to flood a terminal nor to steer it.
 */

// Controls (C0, C1), format characters such as bidi overrides, line separators, lone surrogates. The joiners of
// emoji and of Indic scripts are format characters too, and harmless.
const unprintable = /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]--[\u200C\u200D]]/gv;

/** The text with everything that a terminal might obey written as `\u{…}`. */
export function printable(text: string): string {
  return text.replace(unprintable, character => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** A value as JSON in at most about `limit` characters; what is longer ends in "…". */
export function preview(value: unknown, limit = 60): string {
  return printable(shorten(json(value, limit), limit));
}

/** At most `limit` UTF-16 units, the last one "…" where something was cut. */
export function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).toWellFormed()}…`;
}

/** JSON that stops soon after it has become too long, so that a preview of 5 MB costs nothing. */
function json(value: unknown, limit: number): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, limit));
  if (Array.isArray(value)) return `[${joined(value.values(), limit, item => json(item, limit))}]`;
  if (typeof value !== "object" || value === null) return String(value);
  return `{${joined(keysOf(value), limit, key => `${JSON.stringify(key)}: ${json(Reflect.get(value, key), limit)}`)}}`;
}

function* keysOf(value: object): Generator<string> {
  for (const key in value) yield key;
}

function joined<Item>(items: Iterable<Item>, limit: number, write: (item: Item) => string): string {
  let text = "";
  for (const item of items) {
    text += `${text && ", "}${write(item)}`;
    if (text.length > limit) break;
  }
  return text;
}
