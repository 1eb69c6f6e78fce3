const text = /"(?:\\.|[^"\\])*"/;
const braces = new RegExp(`\\{(?:[^"{}]|${text.source})*\\}`);
const name = /[A-Za-z_:][\w:]*/;

/** Lists of labels, ranges and offsets: names in them are no series. */
const aside = /\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)|\[[^\]]*\]|\boffset\s+\w+/;

const words = new Set(["and", "or", "unless", "bool", "inf", "nan"]);

/** A function's name is followed by its arguments; a number may hold letters (5m, 200e6). */
const token = new RegExp(
  `${text.source}|${aside.source}|(?<series>(?<![\\w:.])${name.source}(?!\\s*(?:\\(|by\\b|without\\b)|[\\w:])(?:${braces.source})?)`,
  "g",
);

/**
 * The series that a PromQL expression looks at, each once, as instant selectors: `sum(rate(x{y="z"}[5m])) > 1` looks at
 * `x{y="z"}`. Reads the PromQL that this project writes, not all that there is.
 */
export function selectors(expr: string): string[] {
  const found = [...expr.matchAll(token)].flatMap(({ groups }) => groups?.series ?? []);
  return [...new Set(found.filter(series => !words.has(series.toLowerCase())))];
}
