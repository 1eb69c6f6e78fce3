import { describe, expect, test } from "bun:test";
import { problemsOf, read, readText, repaired, repairsOf } from "./reading.ts";
import { keeps, type Row, refuses, repairs } from "./rows.ts";

const name = (value: unknown) => ({ basics: { name: value } });
const summary = (value: unknown) => ({ basics: { summary: value } });
const startDate = (value: unknown) => ({ work: [{ name: "Navy", startDate: value }] });
const endDate = (value: unknown) => ({ work: [{ name: "Navy", endDate: value }] });
const url = (value: unknown) => ({ basics: { url: value } });
const email = (value: unknown) => ({ basics: { email: value } });
const image = (value: unknown) => ({ basics: { image: value } });

describe("text", () => {
  keeps("basics.name", name, [
    "Grace",
    " Grace ",
    "<b>Grace</b>",
    "علي",
    "👩‍💻",
    "a\u2067b\u2069",
    "true",
    "{{x}}",
    "null",
  ]);
  repairs("basics.name", name, [
    [null, undefined],
    ["", undefined],
    [" \n\t", undefined],
    [12, "12"],
    ["a\u0000b", "ab"],
    ["a\u001b[31mb", "a[31mb"],
    ["a\r\nb\rc", "a\nb\nc"],
    ["a\u0085b\u009bc\u007f", "abc"],
    ["abc\u202Etxt.exe", "abctxt.exe"],
    ["a\u202Ab\u202Bc\u202Cd\u202De", "abcde"],
    ["a\uFFFEb\uFDD0c\u{1FFFF}", "abc"],
    ["\u0007", undefined],
  ]);
  repairs("basics.summary", summary, [["a\tb\u0000\n", "a\tb\n"]]);
  refuses("basics.name", name, [true, false, [], ["Grace"], {}, { first: "Grace" }], /^text/);

  test("a lone surrogate, which JSON can write and UTF-8 cannot, becomes the replacement character", async () => {
    const reading = await readText('{"basics":{"name":"a\\ud800b"}}');
    expect(reading).toMatchObject({
      ok: true,
      resume: { basics: { name: "a\uFFFDb" } },
      repairs: [{ path: "basics.name" }],
    });
  });

  test("a number keeps the text that it was written as", async () => {
    const text =
      '{"education":[{"score":4.0},{"score":12345678901234567890},{"score":1e400},{"score":-0.10}]}';
    const reading = await readText(text);
    const scores = ["4.0", "12345678901234567890", "1e400", "-0.10"].map(score => ({ score }));
    expect(reading).toMatchObject({ ok: true, resume: { education: scores } });
    expect(reading.repairs).toHaveLength(4);
  });
});

describe("dates", () => {
  keeps("work[0].startDate", startDate, [
    "2020",
    "2020-04",
    "2020-04-30",
    "2020-02-29",
    "1000",
    "2999-12-31",
  ]);
  repairs("work[0].startDate", startDate, [
    [null, undefined],
    ["", undefined],
    [2020, "2020"],
    [" 2020 ", "2020"],
    ["2020-4", "2020-04"],
    ["2020-4-5", "2020-04-05"],
    ["04/2020", "2020-04"],
    ["4/2020", "2020-04"],
    ["04.2020", "2020-04"],
    ["2020/04", "2020-04"],
    ["2020.04", "2020-04"],
    ["2020/04/30", "2020-04-30"],
    ["2020–04", "2020-04"],
    ["April 2020", "2020-04"],
    ["april, 2020", "2020-04"],
    ["Apr. 2020", "2020-04"],
    ["Apr-2020", "2020-04"],
    ["Sept 2020", "2020-09"],
    ["2020 April", "2020-04"],
    ["20 April 2020", "2020-04-20"],
    ["20th of April 2020", "2020-04-20"],
    ["1 May 2020", "2020-05-01"],
    ["April 20, 2020", "2020-04-20"],
    ["Apr 20th 2020", "2020-04-20"],
    ["20-Apr-2020", "2020-04-20"],
    ["30/04/2020", "2020-04-30"],
    ["04/30/2020", "2020-04-30"],
    ["05/05/2020", "2020-05-05"],
    ["2020-04-01T00:00:00.000Z", "2020-04-01"],
    ["2020-04-01T23:59:59+02:00", "2020-04-01"],
    ["2020-04-01 12:30", "2020-04-01"],
  ]);
  refuses(
    "work[0].startDate",
    startDate,
    [
      "sometime",
      "2020-19-39",
      "2020-13",
      "2020-00",
      "2020-02-30",
      "2020-04-00",
      "2020-04-31",
      "2020-12-99",
      "2021-02-29",
      "13/2020",
      "April",
      "4 2020 2020",
      "Present",
    ],
    /^a date such as 2020, 2020-04 or 2020-04-30/,
  );
  refuses(
    "work[0].startDate",
    startDate,
    [
      "0999",
      "3000",
      "20",
      "20200430",
      "2018 - 2020",
      "2018 to 2020",
      "Q1 2020",
      "Apr '20",
      "Apr May 2020",
      20,
      1586736000,
      "2020-04-",
      "-2020",
    ],
    /^a date/,
  );
  refuses("work[0].startDate", startDate, [true, [], {}, ["2020"]], /^a date/);

  test("a date that can be two is refused, and told how one is written that cannot", async () => {
    const [problem] = await problemsOf(startDate("01/02/2020"));
    expect([problem?.found, problem?.expected]).toEqual([
      '"01/02/2020"',
      "a date such as 2020, 2020-04 or 2020-04-30, the year first: this one can mean two",
    ]);
  });

  const ongoing = ["Present", "present", " NOW ", "current", "Today", "ongoing", "heute", "至今"];
  repairs(
    "work[0].endDate",
    endDate,
    ongoing.map(text => [text, undefined]),
  );
  repairs("work[0].endDate", endDate, [
    [null, undefined],
    ["", undefined],
    ["May 2020", "2020-05"],
  ]);
  refuses("work[0].endDate", endDate, ["later"], /or none, for what goes on/);
});

describe("web addresses", () => {
  keeps("basics.url", url, [
    "https://example.com",
    "http://example.com/a?b=c#d",
    "HTTPS://EXAMPLE.COM/",
    "https://example.com/%C3%A4",
    "https://[::1]:8080/",
    "https://localhost:3000/",
    "mailto:grace@example.com",
    "mailto:grace@example.com?subject=Hello%20there",
    "tel:+15551234567",
  ]);
  repairs("basics.url", url, [
    ["", undefined],
    [" https://example.com ", "https://example.com"],
    ["example.com", "https://example.com"],
    ["www.example.com/me", "https://www.example.com/me"],
    ["example.com:8080/x", "https://example.com:8080/x"],
    ["//example.com/x", "https://example.com/x"],
    ["https://münchen.de/ä", "https://xn--mnchen-3ya.de/%C3%A4"],
    ["https://example.com/?q=ä#oben ä", "https://example.com/?q=%C3%A4#oben%20%C3%A4"],
    ["münchen.de", "https://xn--mnchen-3ya.de/"],
    ["https://example.com/a b|c", "https://example.com/a%20b%7Cc"],
    ["https://example.com/?q=[a]", "https://example.com/?q=%5Ba%5D"],
    ["https://example.com/100%", "https://example.com/100%25"],
    ["https:\\\\example.com\\x", "https://example.com/x"],
    ["https:example.com", "https://example.com/"],
    ["grace@example.com", "mailto:grace@example.com"],
    ["mailto:Grace <grace@example.com>?subject=a b", "mailto:grace@example.com?subject=a%20b"],
    ["mailto:#g@example.com", "mailto:%23g@example.com"],
    ["tel:+1 (555) 123-4567", "tel:+1555123-4567"],
  ]);
  repairs(
    "basics.url",
    url,
    [
      "javascript:alert(1)",
      "JaVaScRiPt:alert(1)",
      " javascript:alert(1)",
      "\u0001javascript:alert(1)",
      "java\tscript:alert(1)",
      "java\nscript:alert(1)",
      "java\r\nscript:alert(1)",
      "java\u0000script:alert(1)",
      "javascript\t:alert(1)",
      "javascript: alert(1)",
      "javascript:1",
      "data:text/html,<script>alert(1)</script>",
      "data:image/png;base64,AAAA",
      "vbscript:msgbox(1)",
      "file:///etc/passwd",
      "ftp://example.com/",
      "blob:https://example.com/1",
      "view-source:https://example.com/",
    ].map(text => [text, undefined]),
  );
  refuses(
    "basics.url",
    url,
    [
      "my site",
      "nothing",
      "https://",
      "http:// example.com",
      "//",
      "/me",
      "#me",
      "@grace",
      "javascript&colon;alert(1)",
      "Note: on request",
      "example.com and more",
      "mailto:nobody",
      "tel:none",
      "3.14",
    ],
    /./,
  );

  test("$schema is left out where it is no complete address, and stops nothing", async () => {
    expect(await repaired({ $schema: "./schema.json" })).toEqual({});
    expect(await repaired({ $schema: "javascript:alert(1)" })).toEqual({});
    const $schema = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json";
    expect(await repairsOf({ $schema })).toEqual([]);
  });
});

describe("e-mail", () => {
  keeps("basics.email", email, ["grace@example.com", "g.h+x@sub.example.co.uk"]);
  repairs("basics.email", email, [
    ["", undefined],
    ["mailto:grace@example.com", "grace@example.com"],
    ["MAILTO: grace@example.com ", "grace@example.com"],
    [" grace@example.com\n", "grace@example.com"],
    ["Grace Hopper <grace@example.com>", "grace@example.com"],
    ["grace@münchen.de", "grace@xn--mnchen-3ya.de"],
  ]);
  refuses(
    "basics.email",
    email,
    [
      "grace",
      "grace@",
      "@example.com",
      "grace at example.com",
      "a@b@c d",
      "grace@example.com, g@example.com",
      `${"a".repeat(250)}@b.co`,
      "x\u0000",
    ],
    /^an e-mail address/,
  );
  refuses("basics.email", email, [5, true, ["grace@example.com"]], /^an e-mail address/);
});

describe("image", () => {
  keeps("basics.image", image, [
    "photo.jpg",
    "./img/grace.webp",
    "img/Grace Hopper.png",
    "./img.old/me.png",
    "https://example.com/photo",
    "data:image/png;base64,iVBORw0KGgo=",
  ]);
  repairs("basics.image", image, [
    [" photo.jpg ", "photo.jpg"],
    ["www.example.com/photo.jpg", "https://www.example.com/photo.jpg"],
    ["//example.com/photo.jpg", "https://example.com/photo.jpg"],
    ...[
      "../photo.jpg",
      "img/../../photo.jpg",
      "/etc/photo.png",
      "..\\photo.png",
      "C:\\photo.png",
      "c:photo.png",
      "%2e%2e/photo.png",
      "img/%2e%2e%2fphoto.png",
      "data:image/svg+xml;base64,PHN2Zz4=",
      "data:text/html;base64,PHN2Zz4=",
      "data:image/png,<svg onload=alert(1)>",
      "javascript:alert(1)//photo.png",
      "java\tscript:alert(1)//.png",
      "mailto:grace@example.com",
      "file:///home/grace/photo.png",
    ].map(text => [text, undefined] satisfies Row),
  ]);
  refuses("basics.image", image, ["me", ".env", "resume", "a photo"], /^an image/);
});

test("repairs and warnings stand where the file has them, also after what is left out", async () => {
  const file =
    '{ "work": [\n  null,\n  { "company": "Navy",\n    "startDate": "2021-4", "endDate": "2020" }\n] }';
  const reading = await readText(file);
  expect(reading.repairs.map(({ line, column, path }) => [line, column, path])).toEqual([
    [2, 3, "work[0]"],
    [4, 18, "work[1].startDate"],
    [3, 16, "work[1].company"],
  ]);
  expect(reading).toMatchObject({
    ok: true,
    warnings: [{ line: 4, column: 18, path: "work[1].startDate" }],
  });
});

test("every problem is told at once, in the order of the file", async () => {
  const reading = await read({
    work: [{ startDate: "never" }, { url: 5, startDate: "2020-13" }],
    basics: { email: "x", name: true },
    skills: 4,
  });
  expect(reading.ok ? [] : reading.problems.map(({ path, found }) => `${path} ${found}`)).toEqual([
    'work[0].startDate "never"',
    "work[1].url the number 5",
    'work[1].startDate "2020-13"',
    'basics.email "x"',
    "basics.name true",
    "skills the number 4",
  ]);
});
