import { expect, test } from "bun:test";
import { enumerate } from "../../src/resume/enumerate.ts";
import { formatPlace } from "../../src/resume/place.ts";

test.each([
  ["en", { city: "Arlington", region: "Virginia", countryCode: "US" }, "Arlington, Virginia, United States"],
  [
    "en",
    { address: "1 Main St", city: "Arlington", region: "VA", postalCode: "22201", countryCode: "us" },
    "1 Main St, Arlington, VA 22201, United States",
  ],
  // Where the postal code stands is the address's custom, not the page's.
  [
    "en",
    { address: "Unter den Linden 1", postalCode: "10117", city: "Berlin", countryCode: "DE" },
    "Unter den Linden 1, 10117 Berlin, Germany",
  ],
  ["de", { city: "München", region: "Bayern", countryCode: "DE" }, "München, Bayern, Deutschland"],
  ["ar", { city: "القاهرة", countryCode: "EG" }, "القاهرة، مصر"],
  ["he", { city: "תל אביב", countryCode: "IL" }, "תל אביב, ישראל"],
  ["ja", { city: "千代田区", region: "東京都", countryCode: "JP" }, "日本 東京都 千代田区"],
  [
    "ja",
    { address: "丸の内1-1", postalCode: "100-0005", city: "千代田区", region: "東京都", countryCode: "JP" },
    "日本 100-0005 東京都 千代田区 丸の内1-1",
  ],
  ["ko", { city: "강남구", region: "서울특별시", countryCode: "KR" }, "대한민국 서울특별시 강남구"],
  ["zh", { city: "Berlin", countryCode: "DE" }, "德国 Berlin"],
  ["zh-TW", { city: "臺北市", countryCode: "TW" }, "台灣 臺北市"],
  ["en", { city: "Atlantis", countryCode: "Poseidon" }, "Atlantis, Poseidon"],
  ["ja", {}, ""],
] as const)("a place in %s: %j", (language, location, line) => {
  expect(formatPlace(location, language)).toBe(line);
});

test("facts are divided by the comma of their language, and those that are missing leave none", () => {
  const facts = ["a", undefined, "", "b", "c"];
  expect(
    ["en", "ko", "hi", "ja", "zh-TW", "ar", "ur", "he"].map(language => enumerate(facts, language)),
  ).toEqual(["a, b, c", "a, b, c", "a, b, c", "a、b、c", "a、b、c", "a، b، c", "a، b، c", "a, b, c"]);
  expect(enumerate([], "en")).toBe("");
});
