/**
 * Writes the dates of a résumé (`2020`, `2020-04`, `2020-04-30`) in its own language. Always in UTC and in the Gregorian
 * calendar: a year alone has no counterpart in another one.
 */

export interface DateOptions {
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
  return format(language, {
    year: "numeric",
    ...(months !== undefined && { month }),
    ...(days !== undefined && { day: "numeric" }),
  }).format(time);
}

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
  return `${formatDate(start, language)} – ${end ? formatDate(end, language) : present}`;
}

/** Making a format costs about 50 µs, using one 1 µs; there are three for each language. */
function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${Object.values(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language, { ...options, calendar: "gregory", timeZone: "UTC" });
  formats.set(key, made);
  return made;
}
