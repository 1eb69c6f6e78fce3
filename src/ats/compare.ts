/** Which fields of a résumé are lost, broken or out of order in a text. */
import type { Field } from "./fields.ts";
import type { Fault } from "./finding.ts";
import { isBroken, isTorn, type Reading } from "./gaps.ts";
import { type Occurrence, placeInOrder } from "./place.ts";
import { rightToLeft } from "./scripts.ts";
import { lineAround, type Squeezed, squeeze, wordsIn } from "./text.ts";

/** What is wrong with a field. */
interface FieldFault {
  field: Field;
  kind: Fault;
}

/**
 * Looks for the fields in a text, in their order. Between fields a format may have whatever it likes; within a field it has the
 * letters, the signs and the spaces of the field.
 */
export function compare(fields: readonly Field[], text: string, reading: Reading = {}): FieldFault[] {
  const options = { isDrawn: reading.drawn !== undefined };
  const whole = squeeze(text, options);
  const wanted = fields.map(({ texts }) =>
    texts.map(text => squeeze(text, options)).filter(({ letters }) => letters),
  );
  const found = wanted.map((variants, field) =>
    variants.flatMap(variant => occurrencesOf(variant, { whole, field, reading })),
  );
  const places = placeInOrder(found.flat());
  const search = { whole, wanted, found, places, reading };
  return fields.flatMap((field, index) => {
    const kind = faultOf(index, search);
    return kind ? [{ field, kind }] : [];
  });
}

/** A place, and what of the field stands there. */
interface Found extends Occurrence {
  text: Squeezed;
}

interface Search {
  whole: Squeezed;
  /** How each field may be written. */
  wanted: Squeezed[][];
  /** Where each is written. */
  found: Found[][];
  /** Where each has its place. */
  places: Map<number, Found>;
  reading: Reading;
}

/** In a shorter text than this, letters in the middle of a word mean nothing. */
const shortest = 4;

/** Places of one text that are looked at, and how many of them are weighed: a text may be "a a a" for 100 kB. */
const most = 100_000;
const many = 1000;

/** Where a text stands as whole words, or else where it stands at all. */
function occurrencesOf(
  text: Squeezed,
  { whole, field, reading }: Pick<Search, "whole" | "reading"> & { field: number },
): Found[] {
  const { letters } = text;
  const found: Found[] = [];
  let start = whole.letters.indexOf(letters);
  for (; start !== -1 && found.length < most; start = whole.letters.indexOf(letters, start + 1))
    found.push({ field, start, end: start + letters.length, text });
  const words = found.filter(({ start, end }) => [start, end].every(at => !isTorn(whole, at, reading)));
  if (words.length === 0) return letters.length < shortest ? [] : found.slice(0, many);
  if (words.length < many) return words;
  return words.filter(({ start, end }) => isEdge(whole, start) || isEdge(whole, end)).slice(0, many);
}

/** Whether something ends there: not only a word. */
function isEdge({ gaps }: Squeezed, at: number): boolean {
  return gaps[at] !== " " && gaps[at] !== "";
}

function faultOf(index: number, search: Search): Fault | undefined {
  const { whole, wanted, found, places, reading } = search;
  const place = places.get(index);
  if (place) {
    const { start, end, text } = place;
    const isPart = [start, end].some(at => isTorn(whole, at, reading));
    return isPart || isBroken(text, whole, start, reading) ? "broken" : undefined;
  }
  if (wanted[index]?.length === 0) return undefined;
  const inPieces = faultInPieces(index, search);
  const isElsewhere = inPieces && found[index]?.some(place => isFree(place, places));
  return isElsewhere ? "out of order" : inPieces;
}

/** Whether no other field has its place there. */
function isFree({ start, end }: Occurrence, places: Search["places"]): boolean {
  return places.values().every(other => other.end <= start || other.start >= end);
}

/** Looks for a field's words where the field should be. */
function faultInPieces(index: number, { whole, wanted, places, reading }: Search): Fault | undefined {
  const [variant] = wanted[index] ?? [];
  if (!variant) return undefined;
  const taken = [...places.values()];
  const start = Math.max(0, ...taken.filter(({ field }) => field < index).map(({ end }) => end));
  const end = Math.min(
    whole.letters.length,
    ...taken.filter(({ field }) => field > index).map(({ start }) => start),
  );
  const isRightToLeft =
    reading.drawn === "rtl" || (reading.drawn !== undefined && rightToLeft.test(variant.letters));
  // In a line of both directions, only its reader knows where a field ends.
  const words = isRightToLeft
    ? wordsIn(whole, lineAround(whole, { start, end }))
    : wordsIn(whole, { start, end });
  const missing = missingOf(wordsIn(variant), words);
  if (missing === 0 && isRightToLeft) return undefined;
  return missing <= wordsIn(variant).length / 2 ? "broken" : "lost";
}

function missingOf(wanted: readonly string[], there: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const word of there) counts.set(word, (counts.get(word) ?? 0) + 1);
  return wanted.filter(word => {
    const count = counts.get(word) ?? 0;
    counts.set(word, count - 1);
    return count <= 0;
  }).length;
}
