/** What an owner does about characters that no font on the machine has. */

/** Characters of one script, or of none, and where a font for them comes from. */
interface Gap {
  /** As Unicode calls it, "Arabic"; "Emoji" and "Other" beside. */
  script: string;
  characters: string[];
  /** The Debian package to install. */
  debianPackage: string;
}

const cjk = ["Han", "Hiragana", "Katakana", "Hangul", "Bopomofo"];

const scripts = [
  ...cjk,
  ...["Arabic", "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi"],
  ...["Hebrew", "Kannada", "Khmer", "Lao", "Malayalam", "Mongolian", "Myanmar", "Oriya", "Sinhala"],
  ...["Syriac", "Tamil", "Telugu", "Thaana", "Thai", "Tibetan"],
].map(script => ({ script, pattern: new RegExp(`\\p{Script=${script}}`, "u") }));

/** Sorts missing characters by script. */
export function gapsOf(missing: readonly string[]): Gap[] {
  const gaps = Map.groupBy(missing, scriptOf);
  return [...gaps].map(([script, characters]) => ({ script, characters, debianPackage: packageOf(script) }));
}

/** A gap in one sentence, for the owner. */
export function formatGap({ script, characters, debianPackage }: Gap): string {
  const some = characters.slice(0, 8).join(" ") + (characters.length > 8 ? " …" : "");
  const which = script === "Other" ? "" : ` (${script})`;
  return `The PDF has boxes instead of ${some}${which}, since no font here has them: install the Debian package ${debianPackage}, or put a font into ~/.local/share/fonts`;
}

function scriptOf(character: string): string {
  const known = scripts.find(({ pattern }) => pattern.test(character));
  if (known) return known.script;
  return /\p{Extended_Pictographic}|\p{Emoji_Modifier}|[\u200d\ufe0f]/u.test(character) ? "Emoji" : "Other";
}

function packageOf(script: string): string {
  if (cjk.includes(script)) return "fonts-noto-cjk";
  return script === "Emoji" ? "fonts-noto-color-emoji" : "fonts-noto-core";
}
