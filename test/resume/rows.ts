/** Tests of one field, a row for each value. */
import { expect, test } from "bun:test";
import { problemsOf, repaired, repairsOf } from "./reading.ts";

/** One repair that a field's value leads to: what is left of it, with `undefined` for nothing. */
export type Row = [before: unknown, after: unknown];

/** Checks that each row's value becomes what it should, is listed with path, before and after, and is read the same again. */
export function repairs(path: string, make: (value: unknown) => object, rows: Row[]): void {
  for (const [before, after] of rows) {
    test(`${path}: ${JSON.stringify(before)} becomes ${JSON.stringify(after)}`, async () => {
      const resume = await repaired(make(before));
      expect<object>(resume).toEqual(after === undefined ? await repaired(make(undefined)) : make(after));
      const place = { file: "resume.json", line: 1, column: expect.any(Number) };
      const repair = { ...place, path, before, after, why: expect.any(String) };
      expect(await repairsOf(make(before))).toContainEqual(repair);
      expect(await repairsOf(resume)).toEqual([]);
    });
  }
}

/** Checks that a field's value stays as it is, and that nothing is listed. */
export function keeps(path: string, make: (value: unknown) => object, values: unknown[]): void {
  for (const value of values) {
    test(`${path}: ${JSON.stringify(value)} stays`, async () => {
      expect<object>(await repaired(make(value))).toEqual(make(value));
      expect(await repairsOf(make(value))).toEqual([]);
    });
  }
}

/** Checks that a field's value is refused, at its place in the file. */
export function refuses(
  path: string,
  make: (value: unknown) => object,
  values: unknown[],
  expected: RegExp,
): void {
  for (const value of values) {
    test(`${path}: ${JSON.stringify(value)} is refused`, async () => {
      const [problem, ...more] = await problemsOf(make(value));
      expect(more).toEqual([]);
      expect(problem).toMatchObject({ file: "resume.json", line: 1, path });
      expect(problem?.expected).toMatch(expected);
      const text = JSON.stringify(make(value));
      expect(text.slice((problem?.column ?? 0) - 1)).toStartWith(JSON.stringify(value));
    });
  }
}
