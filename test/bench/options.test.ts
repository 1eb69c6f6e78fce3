import { describe, expect, test } from "bun:test";
import { readOptions, usage } from "../../bench/options.ts";
import { scenarios } from "../../bench/scenarios.ts";
import { yardsticks } from "../../bench/yardstick/yardsticks.ts";

const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name);
const faults = scenarios.filter(({ group }) => group === "faults");

describe("readOptions", () => {
  test("runs everything but the faults where nothing is asked for", () => {
    const options = readOptions([]);
    expect(names(options.scenarios)).toEqual(names(scenarios.filter(({ group }) => group !== "faults")));
    expect(names(options.yardsticks)).toEqual(names(yardsticks));
  });

  test("--faults adds them", () => {
    expect(names(readOptions(["--faults"]).scenarios)).toEqual(names(scenarios));
  });

  test("--quick takes under a minute, a second or two for each row not counted", () => {
    const { scenarios: rows, yardsticks, ceilingS } = readOptions(["--quick", "--faults"]);
    const lengths = rows.map(
      ({ durationS = 0, pace }) => durationS + ("arriveS" in pace ? 2 * pace.arriveS : 0),
    );
    expect(lengths.every(length => length > 0)).toBe(true);
    expect(lengths.reduce((sum, length) => sum + length + ceilingS, 0)).toBeLessThan(60);
    expect(yardsticks).toEqual([]);
  });

  test("--scenario takes rows, faults and yardsticks by name", () => {
    const options = readOptions(["--scenario", "kill", "--scenario", "home-200"]);
    expect(names(options.scenarios)).toEqual(["home-200", "kill"]);
    expect(options.yardsticks).toEqual([]);
    const [yardstick] = names(yardsticks);
    expect(names(readOptions(["--scenario", yardstick ?? ""]).yardsticks)).toEqual([yardstick ?? ""]);
  });

  test("a site that somebody else runs is not broken, reloaded or set beside others", () => {
    const { scenarios: rows, yardsticks, url } = readOptions(["--url", "http://localhost:8080/"]);
    expect(url).toBe("http://localhost:8080");
    expect(rows.every(({ fault, before }) => !fault && !before)).toBe(true);
    expect(yardsticks).toEqual([]);
    expect(() => readOptions(["--url", "http://localhost:8080", "--faults"])).toThrow(
      "Cannot break a site that somebody else runs: leave out --url or --faults",
    );
    expect(() => readOptions(["--url", "http://localhost:8080", "--scenario", "kill"])).toThrow(
      'Cannot run "kill" on a site that somebody else runs: leave out --url',
    );
  });

  test("a kill loop has 200 rounds, with --quick 10, and another seed each time", () => {
    expect(readOptions([]).rounds).toBe(200);
    expect(readOptions(["--quick"]).rounds).toBe(10);
    expect(readOptions([]).seed).not.toBe(readOptions([]).seed);
    expect(readOptions(["--seed", "7"]).seed).toBe(7);
  });

  test.each([
    ["--duration", "0", 'Cannot read --duration: must be 1 to 3600, got "0"'],
    ["--instances", "17", 'Cannot read --instances: must be 1 to 16, got "17"'],
    ["--repeat", "x", 'Cannot read --repeat: must be 1 to 100, got "x"'],
    ["--rounds", "0", 'Cannot read --rounds: must be 1 to 100000, got "0"'],
    ["--seed", "x", 'Cannot read --seed: must be 1 to 2147483647, got "x"'],
    ["--scenario", "home", 'Cannot run "home": --help lists what there is'],
  ])("%s %s", (flag, value, message) => {
    expect(() => readOptions([flag, value])).toThrow(message);
  });

  test.each([
    "https://example.com",
    "http://192.168.1.5",
    "http://localhost.example.com",
    "nonsense",
    "ftp://localhost",
  ])("refuses to put load on %s", url => {
    expect(() => readOptions(["--url", url])).toThrow(
      "Cannot read --url: must be an http or https address of this machine",
    );
  });
});

test("the help lists every row by name", () => {
  for (const { name } of [...scenarios, ...yardsticks]) expect(usage).toContain(`  ${name} `);
  expect(faults.length).toBe(10);
});
