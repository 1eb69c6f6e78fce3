/** Reads dates as people write them, in numbers and in English. */
import { catalogues } from "./catalogue/catalogues.ts";

const months = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** A time after a date is dropped: `T00:00:00.000Z`, ` 12:30`. */
const time = /(?<=^\d{4}-\d{1,2}-\d{1,2})[T ]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?$/i;

/** Words for an end that has not come: those that the page itself would write, and more of them in a few languages. */
const ongoing = new Set([
  ...[...catalogues.values()].map(({ present }) => present.toLowerCase()),
  ..."present, current, currently, now, today, ongoing, on-going, to date, to present, till now".split(", "),
  ..."until now, until present, till present, in progress, bis heute, aktuell, laufend".split(", "),
  ..."aujourd'hui, à ce jour, présent, actuel, en cours, presente, actual, la actualidad".split(", "),
  ..."hasta la actualidad, in corso, attuale, ad oggi, atualmente, nu, nuvarande, nadal".split(", "),
  ..."зараз, теперішній час, по теперішній час, настоящее время, по настоящее время".split(", "),
  ..."现在, 目前, 現職, 현재까지, حتى الآن, עד היום".split(", "),
]);

/** Whether a text says that something goes on: "Present", "now", "ongoing". */
export function isOngoing(text: string): boolean {
  return ongoing.has(text.trim().toLowerCase());
}

/**
 * The dates that a text can mean, as `2020`, `2020-04` or `2020-04-30`: none where it is no date of the calendar, two where
 * day and month can change places (`01/02/2020`).
 */
export function possibleDates(text: string): string[] {
  const plain = text.trim().replace(time, "");
  if (plain.length > 40) return [];
  const dates = /\p{L}/u.test(plain) ? inWords(plain) : inNumbers(plain);
  return [...new Set(dates.filter(date => date !== undefined))];
}

function inNumbers(text: string): (string | undefined)[] {
  const [first = "", second, third] = text.split(/\s?[-‐‑–/.]\s?/);
  if (!/^\d+(\s?[-‐‑–/.]\s?\d+){0,2}$/.test(text)) return [];
  if (first.length === 4) return [toDate(first, second, third)];
  if (third === undefined) return [toDate(second, first)];
  return [toDate(third, second, first), toDate(third, first, second)];
}

/** A month by name, a year and perhaps a day, in any order: "April 20th, 2020", "20 Apr. 2020", "2020 April". */
function inWords(text: string): (string | undefined)[] {
  const words = text.toLowerCase().split(/[\s,./‐‑–-]+/);
  const parts = words.filter(word => word !== "" && word !== "of");
  const take = (pattern: RegExp) => {
    const index = parts.findIndex(part => pattern.test(part));
    return index === -1 ? undefined : parts.splice(index, 1)[0];
  };
  const year = take(/^\d{4}$/);
  const day = take(/^\d{1,2}(st|nd|rd|th)?$/)?.replace(/\D+/, "");
  const [name = "", ...rest] = parts;
  const month = name.length < 3 ? -1 : months.findIndex(full => full.startsWith(name));
  return rest.length === 0 && month >= 0 ? [toDate(year, String(month + 1), day)] : [];
}

/** Undefined where the calendar has no such date. */
function toDate(year?: string, month?: string, day?: string): string | undefined {
  if (!/^[12]\d{3}$/.test(year ?? "") || [month, day].some(part => part !== undefined && part.length > 2))
    return undefined;
  const date = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
  // A day or a month too many ends up in another month.
  if (date.getUTCMonth() + 1 !== Number(month ?? 1)) return undefined;
  return [year, month, day]
    .filter(part => part !== undefined)
    .map(part => part.padStart(2, "0"))
    .join("-");
}
