import { joined, unspaced } from "./scripts.ts";

/** A text as what is compared of it: its letters, digits and signs, and beside them what stands between these. */

export interface Squeezed {
  /** Without spaces, punctuation, pictures and what cannot be seen. */
  letters: string;
  /** What stood before each of the letters: punctuation as it is, any space as " ", any line break as "\n". */
  gaps: string[];
}

/** What a reader puts where it cannot tell whether there is a space. Unicode's space without width is just that. */
export const perhapsSpace = "\u200b";

/** C# and F# are words. */
const letter =
  /[[\p{L}\p{N}\p{S}\p{M}#]--[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]]/v;

/**
 * What formats may write otherwise, or leave out: emoji and their parts, what has no shape, and the vowel signs of Arabic
 * and Hebrew, which readers of PDF put before or behind their letter.
 */
const ignored =
  /[\p{Cf}\p{Cc}\p{Co}\p{Cn}\p{Cs}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u{fe00}-\u{fe0f}\u{20e3}\u{fffd}\u064b-\u0652\u0670\u0591-\u05c7]/v;

/** @param isDrawn whether the text was read from where it is drawn, which some scripts do not survive unharmed */
export function squeeze(text: string, { isDrawn = false } = {}): Squeezed {
  const squeezed = lettersOf(text);
  return isDrawn && joined.test(squeezed.letters) ? settled(squeezed) : squeezed;
}

function lettersOf(text: string): Squeezed {
  const gaps: string[] = [];
  let letters = "";
  let gap = "";
  for (const character of text.toWellFormed().normalize("NFKC")) {
    if (character === "\n" || character === "\f" || character === "\r") gap = `${gap.trimEnd()}\n`;
    else if (/\s/.test(character)) gap += /\s$/.test(gap) ? "" : " ";
    else if (character === perhapsSpace) gap += character;
    else if (ignored.test(character)) continue;
    else if (!letter.test(character)) gap += character;
    else {
      letters += character;
      gaps.push(gap, ...(character.length === 2 ? [""] : []));
      gap = "";
    }
  }
  return { letters, gaps };
}

const twice = new RegExp(`(${joined.source}{1,4}?)\\1+`, "gu");

/** Of a letter that is drawn in two parts, readers find two; of lam and alef that are drawn as one, the second first. */
function settled(text: Squeezed): Squeezed {
  const gaps: string[] = [];
  let letters = "";
  for (const { start, end } of wordRanges(text)) {
    const word = text.letters
      .slice(start, end)
      .replaceAll(/[اأإآل]{2,}/g, ligature => [...ligature].sort().join(""))
      .replaceAll(twice, "$1");
    letters += word;
    const isSure = text.gaps.slice(start + 1, end).every(gap => gap === "");
    const inside = Array.from({ length: word.length - 1 }, () => (isSure ? "" : perhapsSpace));
    gaps.push(text.gaps[start] ?? "", ...inside);
  }
  return { letters, gaps };
}

/** From a letter to before another. */
interface Range {
  start: number;
  end: number;
}

/** The same range with the whole of the lines that its neighbours stand in. */
export function lineAround({ gaps }: Squeezed, { start, end }: Range): Range {
  const isBreak = (gap: string | undefined) => gap?.includes("\n") === true;
  let [first, after] = [Math.max(start - 1, 0), end];
  while (first > 0 && !isBreak(gaps[first])) first--;
  while (after < gaps.length && !isBreak(gaps[after])) after++;
  return { start: first, end: after };
}

/** The words of a text, or of a part of it. */
export function wordsIn(text: Squeezed, range?: Range): string[] {
  return wordRanges(text, range).map(({ start, end }) => text.letters.slice(start, end));
}

function wordRanges(
  { letters, gaps }: Squeezed,
  { start, end }: Range = { start: 0, end: letters.length },
): Range[] {
  const ranges: Range[] = [];
  for (let at = start; at < end; at++) {
    const isInWord = (gaps[at] === "" || gaps[at] === perhapsSpace) && !unspaced.test(letters.charAt(at));
    const last = isInWord ? ranges.at(-1) : undefined;
    if (last) last.end++;
    else ranges.push({ start: at, end: at + 1 });
  }
  return ranges;
}
