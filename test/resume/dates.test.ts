import { expect, setDefaultTimeout, test } from "bun:test";
import fc from "fast-check";
import { isOngoing, possibleDates } from "../../src/resume/date-text.ts";
import { formatDate, formatRange } from "../../src/resume/dates.ts";
import { datePattern } from "../../src/resume/schema.ts";

setDefaultTimeout(60_000);

/** Any day of the calendar that a résumé can name. */
const day = fc
  .date({ min: new Date("1000-01-01"), max: new Date("2999-12-31"), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10));

/** Any date: a year, a month or a day. */
const date = fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([text, length]) => text.slice(0, length));

const english = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

test("a date that is written as it should be means itself", () => {
  fc.assert(fc.property(date, text => expect(possibleDates(text)).toEqual([text])));
});

test("a day means itself in each way of writing it", () => {
  fc.assert(
    fc.property(day, text => {
      const [year = "", month = "", dayOfMonth = ""] = text.split("-");
      const name = english[Number(month) - 1] ?? "";
      const short = String(Number(dayOfMonth));
      for (const written of [
        `${year}/${month}/${dayOfMonth}`,
        `${year}.${Number(month)}.${short}`,
        `${year}-${Number(month)}-${short}`,
        `${text}T12:34:56.789Z`,
        `${text}T00:00:00+02:00`,
        ` ${text} 00:00 `,
        `${short} ${name} ${year}`,
        `${short}. ${name.slice(0, 3)}. ${year}`,
        `${name} ${short}, ${year}`,
        `${name.toUpperCase()} ${short}th ${year}`,
        `${year} ${name} ${short}`,
      ]) {
        expect({ written, dates: possibleDates(written) }).toEqual({ written, dates: [text] });
      }
      const either = possibleDates(`${dayOfMonth}/${month}/${year}`);
      expect(either).toContain(text);
      expect(either.length).toBe(Number(dayOfMonth) > 12 || dayOfMonth === month ? 1 : 2);
    }),
  );
});

test("a month means itself in each way of writing it", () => {
  fc.assert(
    fc.property(day, text => {
      const [year = "", month = ""] = text.split("-");
      const name = english[Number(month) - 1] ?? "";
      for (const written of [
        `${month}/${year}`,
        `${Number(month)}.${year}`,
        `${year}-${Number(month)}`,
        `${name} ${year}`,
        `${name.slice(0, 3)}, ${year}`,
        `${year} ${name}`,
      ]) {
        expect(possibleDates(written)).toEqual([`${year}-${month}`]);
      }
    }),
  );
});

test("whatever is written, a date that comes out of it is one of the calendar", () => {
  const part = fc.oneof(
    fc.nat(9999).map(String),
    fc.constantFrom("April", "may", "T00:00", "Z", "of", "", "é"),
    fc.string(),
  );
  const separator = fc.constantFrom("-", "/", ".", " ", ", ", "");
  const text = fc.array(fc.tuple(part, separator), { maxLength: 5 }).map(parts => parts.flat().join(""));
  fc.assert(
    fc.property(text, written => {
      for (const found of possibleDates(written)) {
        expect(found).toMatch(new RegExp(datePattern));
        expect(new Date(found).toISOString().slice(0, found.length)).toBe(found);
        expect(possibleDates(found)).toEqual([found]);
      }
    }),
    { numRuns: 2000 },
  );
});

test("only words for today go on", () => {
  for (const text of ["Present", " to date ", "NOW", "En cours", "Теперішній час", "дотепер", "現職"])
    expect(isOngoing(text)).toBe(true);
  for (const text of ["", "2020", "presently unemployed", "constructor", "nowhere"])
    expect(isOngoing(text)).toBe(false);
});

test("dates are written in the language's own way, with what is known of them", () => {
  expect(["2020", "2020-04", "2020-04-30"].map(text => formatDate(text, "en"))).toEqual([
    "2020",
    "Apr 2020",
    "Apr 30, 2020",
  ]);
  expect(["2020", "2020-04", "2020-04-30"].map(text => formatDate(text, "de"))).toEqual([
    "2020",
    "Apr. 2020",
    "30. Apr. 2020",
  ]);
  expect(formatDate("2020-04", "ja")).toBe("2020年4月");
  expect(formatDate("2020-04", "en", { month: "long" })).toBe("April 2020");
  // The Gregorian year, though these calendars count others.
  expect(formatDate("2020", "th")).toContain("2020");
  expect(formatDate("2020", "fa-u-nu-latn")).toContain("2020");
});

test("a date is the same in every time zone", () => {
  const program = `
    import { formatDate } from "${import.meta.dir}/../../src/resume/dates.ts";
    console.log(new Date(0).getTimezoneOffset(), formatDate("2020-01-01", "en"));`;
  for (const [zone, offset] of [
    ["Pacific/Pago_Pago", 660],
    ["Pacific/Kiritimati", 640],
  ] as const) {
    const { stdout } = Bun.spawnSync([process.execPath, "-e", program], {
      env: { ...process.env, TZ: zone },
    });
    expect(stdout.toString()).toBe(`${offset} Jan 1, 2020\n`);
  }
});

test("a date in English is read back as itself", () => {
  fc.assert(
    fc.property(date, text =>
      expect(possibleDates(formatDate(text, "en", { month: "long" }))).toEqual([text]),
    ),
  );
});

test("what is no date is written as it is, and an unknown language is an error", () => {
  expect(formatDate("sometime", "en")).toBe("sometime");
  expect(() => formatDate("2020", "no language")).toThrow(RangeError);
});

test("a range says from when to when", () => {
  const range = (start?: string, end?: string) => formatRange(start, end, "en", "Present");
  expect(range("2019-01", "2020-03")).toBe("Jan 2019 – Mar 2020");
  expect(range("2019")).toBe("2019 – Present");
  expect(range(undefined, "2020-03")).toBe("Mar 2020");
  expect(range("2019", "2019")).toBe("2019");
  expect(range("2019", "2019-01")).toBe("2019 – Jan 2019");
  expect(range()).toBe("");
});

test.each([
  // language, a month to a month, a year to a year, on from a month, a year to a month, a day
  ["en", "Apr 2019 – Nov 2021", "2019 – 2021", "Apr 2019 – ▸", "2019 – Nov 2021", "Apr 30, 2019"],
  ["de", "Apr. 2019 – Nov. 2021", "2019–2021", "Apr. 2019 – ▸", "2019 – Nov. 2021", "30. Apr. 2019"],
  ["es", "abr 2019 – nov 2021", "2019–2021", "abr 2019 – ▸", "2019 – nov 2021", "30 abr 2019"],
  ["fr", "avr. 2019 – nov. 2021", "2019–2021", "avr. 2019 – ▸", "2019 – nov. 2021", "30 avr. 2019"],
  ["it", "apr 2019 – nov 2021", "2019–2021", "apr 2019 – ▸", "2019 – nov 2021", "30 apr 2019"],
  ["nl", "apr 2019 – nov 2021", "2019–2021", "apr 2019 – ▸", "2019 – nov 2021", "30 apr 2019"],
  ["pl", "kwi 2019 – lis 2021", "2019–2021", "kwi 2019 – ▸", "2019 – lis 2021", "30 kwi 2019"],
  ["uk", "квіт. 2019 – лист. 2021", "2019–2021", "квіт. 2019 – ▸", "2019 – лист. 2021", "30 квіт. 2019"],
  ["ar", "أبريل 2019 – نوفمبر 2021", "2019–2021", "أبريل 2019 – ▸", "2019 – نوفمبر 2021", "30 أبريل 2019"],
  ["he", "אפר׳ 2019 – נוב׳ 2021", "2019–2021", "אפר׳ 2019 – ▸", "2019 – נוב׳ 2021", "30 באפר׳ 2019"],
  ["hi", "अप्रैल 2019 – नव॰ 2021", "2019–2021", "अप्रैल 2019 – ▸", "2019 – नव॰ 2021", "30 अप्रैल 2019"],
  ["ja", "2019年4月～2021年11月", "2019年～2021年", "2019年4月～▸", "2019年～2021年11月", "2019年4月30日"],
  ["zh", "2019年4月 – 2021年11月", "2019年–2021年", "2019年4月 – ▸", "2019年 – 2021年11月", "2019年4月30日"],
  [
    "zh-Hant",
    "2019年4月 – 2021年11月",
    "2019年 – 2021年",
    "2019年4月 – ▸",
    "2019年 – 2021年11月",
    "2019年4月30日",
  ],
  [
    "ko",
    "2019년 4월 ~ 2021년 11월",
    "2019년 ~ 2021년",
    "2019년 4월 ~ ▸",
    "2019년 ~ 2021년 11월",
    "2019년 4월 30일",
  ],
])("ranges in %s", (language, months, years, ongoing, mixed, single) => {
  const range = (start: string, end?: string) => formatRange(start, end, language, "▸");
  expect([
    range("2019-04", "2021-11"),
    range("2019", "2021"),
    range("2019-04"),
    range("2019", "2021-11"),
  ]).toEqual([months, years, ongoing, mixed]);
  expect(formatDate("2019-04-30", language)).toBe(single);
  // Both ends are whole in one year too, as a program that takes a résumé apart expects.
  const [start, end] = ["2019-04", "2019-11"].map(date => formatDate(date, language));
  expect(range("2019-04", "2019-11")).toStartWith(`${start}`);
  expect(range("2019-04", "2019-11")).toEndWith(`${end}`);
});

test("digits are 0 to 9 in Arabic, in every country, and others where the tag names them", () => {
  expect(["ar", "ar-EG", "ar-SA", "ar-MA"].map(tag => formatDate("2019", tag))).toEqual(
    Array(4).fill("2019"),
  );
  expect(formatDate("2019", "ar-u-nu-arab")).toBe("٢٠١٩");
  expect(formatDate("2019", "fa")).toBe("۲۰۱۹");
});
