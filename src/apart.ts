import { fileURLToPath } from "node:url";

/** What a program answers to a job. */
type Answer<Result> =
  | { ok: true; result: Result }
  // `isLost`: somebody has killed it, and it had nothing to say against the job.
  | { ok: false; reason: string; stack: string | undefined; isLost?: boolean };

interface Options {
  /** For errors: "the press". */
  name: string;
  /** The program's file, which calls `answerJobs`. */
  program: URL;
  /** How long it is kept when there is nothing to do, in ms. */
  idleMs: number;
  /** How much it gives way to other programs, 1 to 19; where `nice` is installed. @default it has what its parent has */
  niceness?: number;
}

/** Bun reads how views are compiled from the folder that it is started in. */
const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * A program of our own in another process, which takes one job after the other: what blocks, breaks or takes much memory there does
 * not do so here. It starts with the first job, ends when none has come for a while, and keeps nobody waiting who is done.
 */
export class Apart<Job, Result> {
  readonly #options: Options;
  #queue: Promise<unknown> = Promise.resolve();
  #running: Running<Job, Result> | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Starts the program, for a job that is sure to come. */
  start(): void {
    this.#process();
  }

  /**
   * Where the program is killed by somebody, it is started and asked once more.
   *
   * @param deadlineMs how long the job may take, the start of the process included
   * @throws Error with what the program said, or how it ended
   */
  async ask(job: Job, deadlineMs: number): Promise<Result> {
    const turn = this.#queue.then(() => this.#attempt(job, deadlineMs));
    this.#queue = turn.catch(() => {});
    const answer = await turn;
    if (answer.ok) return answer.result;
    throw new Error(answer.reason, { cause: answer.stack });
  }

  async #attempt(job: Job, deadlineMs: number): Promise<Answer<Result>> {
    const answer = await this.#process().ask(job, deadlineMs);
    return answer.ok || !answer.isLost ? answer : this.#process().ask(job, deadlineMs);
  }

  #process(): Running<Job, Result> {
    this.#running ??= new Running(this.#options, running => {
      if (this.#running === running) this.#running = undefined;
    });
    return this.#running;
  }
}

class Running<Job, Result> {
  #answered: (answer: Answer<Result>) => void = () => {};
  #idle: Timer | undefined;
  readonly #options: Options;
  readonly #leave: (running: Running<Job, Result>) => void;
  #isGone = false;
  readonly #process;

  constructor(options: Options, leave: (running: Running<Job, Result>) => void) {
    this.#options = options;
    this.#leave = leave;
    const program = [process.execPath, "--no-env-file", fileURLToPath(options.program)];
    this.#process = Bun.spawn([...nice(options.niceness), ...program], {
      cwd: root,
      ipc: (answer: Answer<Result>) => this.#answered(answer),
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe"],
      // It needs nothing of what an instance is told; a person's own fonts are below HOME.
      env: { HOME: process.env.HOME },
      onExit: (_, code, signal) => void this.#ended(code, signal),
    });
    this.#rest();
  }

  async ask(job: Job, deadlineMs: number): Promise<Answer<Result>> {
    clearTimeout(this.#idle);
    this.#process.ref();
    const { promise, resolve } = Promise.withResolvers<Answer<Result>>();
    this.#answered = resolve;
    const deadline = setTimeout(() => {
      // At once: a job that comes now must not be sent to who is dying.
      this.#go();
      this.#process.kill("SIGKILL");
      resolve({ ok: false, reason: `it took longer than ${deadlineMs} ms`, stack: undefined });
    }, deadlineMs);
    this.#process.send(job);
    const answer = await promise;
    clearTimeout(deadline);
    if (!this.#isGone) this.#rest();
    return answer;
  }

  #rest(): void {
    this.#process.unref();
    this.#idle = setTimeout(() => {
      this.#go();
      this.#process.disconnect();
    }, this.#options.idleMs);
    this.#idle.unref();
  }

  #go(): void {
    this.#isGone = true;
    this.#leave(this);
  }

  async #ended(code: number | null, signal: NodeJS.Signals | number | null): Promise<void> {
    this.#go();
    const said = await new Response(this.#process.stderr).text();
    const why = /^(?:thread .* panicked at .*\n|error: )(.+)/m.exec(said)?.[1];
    const how = signal === null ? `code ${code}` : `signal ${signal}`;
    const reason = `${this.#options.name} ended with ${how}${why ? `: ${why}` : ""}`;
    this.#answered({ ok: false, reason, stack: said, isLost: signal !== null && why === undefined });
  }
}

/** From outside: a process that lowers its own priority lowers that of one thread, and the others go on as before. */
function nice(niceness: number | undefined): string[] {
  const program = niceness === undefined ? undefined : Bun.which("nice");
  return program ? [program, "-n", String(niceness)] : [];
}

/** The other side: does the jobs that come, and ends with whoever sent them. */
export function answerJobs<Job, Result>(work: (job: Job) => Result | Promise<Result>): void {
  // Nobody but Apart sends a message, and it sends jobs of this program.
  process.on("message", async (job: Job) => process.send?.(await attempt(work, job)));
  process.on("disconnect", () => process.exit());
}

async function attempt<Job, Result>(
  work: (job: Job) => Result | Promise<Result>,
  job: Job,
): Promise<Answer<Result>> {
  try {
    return { ok: true, result: await work(job) };
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    return { ok: false, reason: message, stack };
  }
}
