/** Whether what stands between the letters of a field is what should stand there. */
import type { Direction } from "../resume/script.ts";
import { indic, unspaced } from "./scripts.ts";
import { perhapsSpace, type Squeezed } from "./text.ts";

export interface Reading {
  /** For a text that was read from where it is drawn, as in a PDF: where its lines begin. */
  drawn?: Direction;
}

/** A line may end after these, in the middle of a word (UAX #14). After a hyphen too, but there pdftotext takes it for hyphenation. */
const breakable = /[\u2010\u2012-\u2014/?!|}…]$/;

/** Longer words than a line may break anywhere: the template of the PDF does that from this length on. */
const longWord = 36;

/** C++ and C# are other words than C. */
const wordLetter = /[\p{L}\p{N}\p{M}+#]/u;

/** Whether a word goes on over the beginning of a place: the "Lead" of "Leader", or of "TeamLead". */
export function isTorn({ letters, gaps }: Squeezed, at: number, { drawn }: Reading): boolean {
  const two = letters.slice(at - 1, at + 1);
  if (at === 0 || two.length < 2 || gaps[at] !== "" || unspaced.test(two)) return false;
  return !(drawn && indic.test(two)) && [...two].every(letter => wordLetter.test(letter));
}

/** Whether the field stands at that place of the text otherwise than it should: a word is broken, two are joined, or a sign is lost. */
export function isBroken(field: Squeezed, whole: Squeezed, start: number, reading: Reading): boolean {
  return field.gaps.some((wanted, at) => {
    const found = whole.gaps[start + at] ?? "";
    return at > 0 && wanted !== found && !isSame(wanted, found, { field, at, reading });
  });
}

const noSign = new RegExp(`[\\s${perhapsSpace}]`, "g");

interface Place {
  field: Squeezed;
  at: number;
  reading: Reading;
}

function isSame(wanted: string, found: string, { field, at, reading: { drawn } }: Place): boolean {
  const letters = field.letters.slice(at - 1, at + 1);
  if (drawn && (indic.test(letters) || found.includes(perhapsSpace))) return true;
  const [sign, foundSign] = [wanted, found].map(gap => gap.replaceAll(noSign, ""));
  // Drawn from right to left, a sign may belong to the word at either side.
  if (sign !== foundSign || (drawn === "rtl" && sign)) return drawn === "rtl";
  const [isApart, isFoundApart] = [/\s/.test(wanted), /\s/.test(found)];
  if (isApart === isFoundApart) return true;
  if (isApart) return unspaced.test(letters);
  if (drawn === undefined) return false;
  if (!found.includes("\n")) return isMixed(letters);
  return unspaced.test(letters) || breakable.test(wanted) || wordLength(field, at) >= longWord;
}

/** Two letters with some space between them on paper, as of a Japanese and a Latin one. */
function isMixed(letters: string): boolean {
  return unspaced.test(letters.charAt(0)) !== unspaced.test(letters.charAt(1));
}

/** How many letters and signs there are without a space. */
function wordLength({ gaps }: Squeezed, at: number): number {
  const first = gaps.findLastIndex((gap, index) => index <= at && /\s/.test(gap));
  const end = gaps.findIndex((gap, index) => index > at && /\s/.test(gap));
  const word = gaps.slice(Math.max(first, 0), end === -1 ? undefined : end);
  return word.reduce((length, gap) => length + 1 + gap.length, 0);
}
