/** Runs works one at a time, in the order in which they came; what one of them throws is its caller's alone. */
export function createTurns(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return work => {
    const turn = last.then(work, work);
    last = turn.catch(() => {});
    return turn;
  };
}
