interface Arrivals {
  users: number;
  /** Between two requests of a user, in s. */
  everyS: number;
  /** Within how long all of them come, in s; at most `everyS`. */
  arriveS: number;
  startMs: number;
}

/**
 * When each user wants something: users come at random, and each returns every so often.
 *
 * @returns a function that gives whoever is due up to a time, in ms, and was not given before, in order
 * @throws {RangeError} when somebody would return before everybody has come
 */
export function arrivals({ users, everyS, arriveS, startMs }: Arrivals) {
  if (arriveS > everyS)
    throw new RangeError(`Cannot have users arrive within ${arriveS} s and ask every ${everyS} s`);
  const random = randomNumbers(users);
  const offsets = Array.from({ length: users }, () => random() * arriveS * 1000).sort(
    (left, right) => left - right,
  );
  const dueOf = (turn: number) =>
    startMs + (offsets[turn % users] ?? 0) + Math.floor(turn / users) * everyS * 1000;
  let turn = 0;
  return function* (nowMs: number): Generator<{ user: number; dueMs: number }> {
    for (; dueOf(turn) < nowMs; turn++) yield { user: turn % users, dueMs: dueOf(turn) };
  };
}

/** Numbers from 0 to 1, the same in each run, so that two runs have the same crowd (mulberry32, in the public domain). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
