import { arrivals } from "./arrivals.ts";
import type { Job, Pace } from "./job.ts";
import { type Judge, judgeOf } from "./judge.ts";
import type { Recorder } from "./recorder.ts";
import { addressOf, requestBytes } from "./users.ts";
import { Visitor } from "./visitor.ts";

/** How often it is looked who is due, and who waits for too long, in ms. */
const lookMs = { due: 1, late: 100 };

type PacedJob = Omit<Job, "pace"> & { pace: Extract<Pace, { kind: "paced" }> };

/**
 * Users as people are: each comes at a time of its own and asks every so often, whether or not the site keeps up.
 * A latency counts from when the request was due, so that a stall shows in each request that it held up.
 *
 * @param begin is called when everything counts from now on
 * @returns when the time is over and whoever waited then has been answered or has given up
 */
export async function runPaced(job: PacedJob, recorder: Recorder, begin: () => void): Promise<void> {
  const { arriveS, measureArrival } = job.pace;
  const startMs = performance.now();
  const measureFromMs = measureArrival ? startMs : startMs + arriveS * 1000;
  const users = makeUsers(job, recorder, measureFromMs);
  const dueTimes = arrivals({ ...job.pace, users: job.users, startMs });
  const clock = startClock(users);

  await serve(users, dueTimes, measureFromMs);
  begin();
  await serve(users, dueTimes, measureFromMs + job.durationS * 1000);
  while (users.some(({ isWaiting }) => isWaiting)) await Bun.sleep(lookMs.late);
  clearInterval(clock);
  for (const user of users) user.leave();
}

/** Has everybody ask who is due, until a point in time. */
async function serve(users: User[], dueTimes: ReturnType<typeof arrivals>, untilMs: number): Promise<void> {
  for (let now = performance.now(); now < untilMs; now = performance.now()) {
    for (const { user, dueMs } of dueTimes(Math.min(now, untilMs))) users[user]?.want(dueMs);
    await Bun.sleep(lookMs.due);
  }
}

function startClock(users: User[]): ReturnType<typeof setInterval> {
  return setInterval(() => {
    const now = performance.now();
    for (const user of users) user.checkTime(now);
  }, lookMs.late);
}

function makeUsers(job: PacedJob, recorder: Recorder, measureFromMs: number): User[] {
  const origin = new URL(job.origin);
  const judges = job.asks.map(judgeOf);
  return Array.from({ length: job.users }, (_, number) => {
    const address = addressOf(job.addresses, number);
    const requests = job.asks.map(ask => requestBytes(ask, origin, address));
    return new User({ number, origin, requests, judges, timeoutMs: job.timeoutMs, recorder, measureFromMs });
  });
}

interface UserOptions {
  number: number;
  origin: URL;
  requests: Buffer[];
  judges: Judge[];
  timeoutMs: number;
  recorder: Recorder;
  /** What was due before is not counted. */
  measureFromMs: number;
}

/** Somebody who wants a page every so often, and waits for one before asking for the next. */
class User {
  readonly #options: UserOptions;
  readonly #visitor: Visitor;
  /** When what was not asked yet, or not answered yet, was due. */
  readonly #due: number[] = [];
  #turn: number;

  constructor(options: UserOptions) {
    this.#options = options;
    this.#turn = options.number;
    this.#visitor = new Visitor({
      origin: options.origin,
      timeoutMs: options.timeoutMs,
      events: {
        answered: reading => this.#finish(this.#judge(reading), reading.bytes),
        failed: outcome => this.#finish(outcome, 0),
        askedAgain: () => options.recorder.recordAskedAgain(),
      },
    });
  }

  get isWaiting(): boolean {
    return this.#due.length > 0;
  }

  want(dueMs: number): void {
    this.#due.push(dueMs);
    if (!this.#visitor.isBusy) this.#ask();
  }

  checkTime(now: number): void {
    this.#visitor.checkTime(now);
  }

  leave(): void {
    this.#visitor.close();
  }

  #ask(): void {
    const { requests } = this.#options;
    const request = requests[this.#turn % requests.length];
    if (request) this.#visitor.ask(request);
  }

  #judge(reading: Parameters<Judge>[0]) {
    const { judges } = this.#options;
    return judges[this.#turn % judges.length]?.(reading) ?? "wrong";
  }

  #finish(outcome: ReturnType<Judge>, bytes: number): void {
    const { recorder, measureFromMs } = this.#options;
    const dueMs = this.#due.shift() ?? 0;
    if (dueMs >= measureFromMs) recorder.record(outcome, performance.now() - dueMs, bytes);
    this.#turn++;
    if (this.#due.length > 0) this.#ask();
  }
}
