import { setTimeout } from "node:timers/promises";

/** Runs works one at a time, in the order in which they came; what one of them throws is its caller's alone. */
export function createTurns(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return work => {
    const turn = last.then(work, work);
    last = turn.catch(() => {});
    return turn;
  };
}

/**
 * Runs a work again and again for whoever asks: for each of them once that begins after they asked, for all of them together at most
 * once in `pauseMs`.
 */
export function inBatches<Result>(work: () => Promise<Result>, pauseMs: number): () => Promise<Result> {
  let next: Promise<Result> | undefined;
  let pause: Promise<unknown> = Promise.resolve();
  return () => {
    next ??= pause.then(() => {
      next = undefined;
      const run = work();
      pause = Promise.all([setTimeout(pauseMs, undefined, { ref: false }), run.catch(() => {})]);
      return run;
    });
    return next;
  };
}
