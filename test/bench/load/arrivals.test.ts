import { expect, test } from "bun:test";
import { arrivals } from "../../../bench/load/arrivals.ts";

const crowd = { users: 1000, everyS: 2, arriveS: 2, startMs: 5000 };

test("everybody comes once while they arrive, and again after each interval", () => {
  const due = arrivals(crowd);
  const first = [...due(7000)];
  const second = [...due(9000)];
  expect(first).toHaveLength(1000);
  expect(new Set(first.map(({ user }) => user)).size).toBe(1000);
  expect(second.map(({ user }) => user)).toEqual(first.map(({ user }) => user));
  expect(second.map(({ dueMs }) => dueMs - 2000)).toEqual(first.map(({ dueMs }) => dueMs));
});

test("they come in order, spread over the time, and not at the same distance", () => {
  const times = [...arrivals(crowd)(7000)].map(({ dueMs }) => dueMs);
  expect(times).toEqual(times.toSorted((left, right) => left - right));
  const perQuarter = [5000, 5500, 6000, 6500].map(
    from => times.filter(time => time >= from && time < from + 500).length,
  );
  for (const count of perQuarter) expect(count).toBeWithin(200, 300);
  const gaps = new Set(times.slice(1).map((time, index) => (time - (times[index] ?? 0)).toFixed(3)));
  expect(gaps.size).toBeGreaterThan(500);
});

test("who was given is not given again, and nobody before it is time", () => {
  const due = arrivals(crowd);
  expect([...due(5000)]).toEqual([]);
  expect([...due(6000)].length + [...due(6000)].length + [...due(7000)].length).toBe(1000);
});

test("nobody can return before everybody has come", () => {
  expect(() => arrivals({ ...crowd, everyS: 1 })).toThrow(
    new RangeError("Cannot have users arrive within 2 s and ask every 1 s"),
  );
});
