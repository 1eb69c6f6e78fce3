/**
 * Writes the dates of a résumé (`2020`, `2020-04`, `2020-04-30`) in its own language. Always in UTC and in the Gregorian
 * calendar: a year alone has no counterpart in another one. The digits are the language's usual ones; in Arabic those of its
 * other figures, such as telephone numbers (0–9), unless the tag names others (`ar-u-nu-arab`).
 */

interface DateOptions {
  /** How the month is written. @default "short" */
  month?: "short" | "long";
}

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * A date as people of that language write it: "2020", "Apr 2020", "Apr 30, 2020". What is no date stays as it is.
 * `language` is a tag of BCP 47 that `Intl` knows; any other throws a RangeError.
 */
export function formatDate(date: string, language: string, { month = "short" }: DateOptions = {}): string {
  const [years, months, days] = date.split("-").map(Number);
  const time = Date.UTC(years ?? Number.NaN, (months ?? 1) - 1, days ?? 1);
  if (Number.isNaN(time)) return date;
  const text = format(language, {
    year: "numeric",
    ...(months !== undefined && { month }),
    ...(days !== undefined && { day: "numeric" }),
  }).format(time);
  return text.replace(yearWord, "");
}

/** "квіт. 2019 р.": languages in Cyrillic end a date with "year", which a column of dates need not say each time. */
const yearWord = /\s[рг]\.$/;

/**
 * From when to when: "Jan 2019 – Mar 2020". Without an end it goes on: "2019 – Present", in the word given. An end alone,
 * or a start that is the end too, is one date. With neither it is "".
 */
export function formatRange(
  start: string | undefined,
  end: string | undefined,
  language: string,
  present: string,
): string {
  if (!start) return end ? formatDate(end, language) : "";
  if (start === end) return formatDate(start, language);
  const to = rangeSeparator(start, end, language);
  return `${formatDate(start, language)}${to}${end ? formatDate(end, language) : present}`;
}

/** Any two months in two years. */
const someRange = [Date.UTC(2019, 3), Date.UTC(2021, 10)] as const;

/**
 * What stands between a start and its end: " – ", "–" between two years in German, "～" in Japanese. `Intl` writes whole ranges, but
 * leaves out what both ends share ("Apr – Nov 2019") and writes Japanese and Chinese months otherwise than alone: here both ends are
 * whole, as programs that take résumés apart expect it, and only the sign is from `Intl`. It is a dash where `Intl` has a
 * word ("至"), which would not go with every word for today.
 */
export function rangeSeparator(start: string, end: string | undefined, language: string): string {
  const areYears = [start, end].every(date => date !== undefined && /^\d+$/.test(date));
  const parts = format(language, { year: "numeric", ...(!areYears && { month: "short" }) });
  const shared = parts.formatRangeToParts(...someRange).filter(({ source }) => source === "shared");
  const [sign = " – "] = /\s?[\p{Pd}~～]\s?/u.exec(shared.map(({ value }) => value).join("")) ?? [];
  // In Korean it has spaces between years only. A line of months can break at spaces too.
  return sign === "~" ? " ~ " : sign;
}

/** Making a format costs about 50 µs, using one 1 µs; there are three for each language. */
function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${Object.values(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const digits = digitsOf(language);
  const made = new Intl.DateTimeFormat(language, {
    ...options,
    calendar: "gregory",
    timeZone: "UTC",
    ...(digits && { numberingSystem: digits }),
  });
  formats.set(key, made);
  return made;
}

/** Undefined where they are left to `Intl`, which takes those of the region: ٢٠١٩ for `ar-EG`. */
function digitsOf(tag: string): string | undefined {
  const { language, numberingSystem } = new Intl.Locale(tag);
  return language === "ar" && !numberingSystem ? "latn" : undefined;
}
