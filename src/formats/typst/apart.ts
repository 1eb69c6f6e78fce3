import { fileURLToPath } from "node:url";
import type { Job, Typeset } from "./typeset.ts";
import type { Answer } from "./typesetter.ts";

/** The process is kept for the next language or variant, and ends when none has come for this long. */
const idleMs = 2000;

const program = fileURLToPath(new URL("typesetter.ts", import.meta.url));

let queue: Promise<unknown> = Promise.resolve();
let running: Apart | undefined;

/**
 * Typesets in another process, one job after the other, without blocking this one.
 *
 * @param deadlineMs how long the job may take, the start of the process included
 * @throws Error that says why there is nothing
 */
export function typeset(job: Job, { deadlineMs = 120_000 } = {}): Promise<Typeset> {
  const turn = queue.then(() => {
    running ??= new Apart();
    return running.ask(job, deadlineMs);
  });
  queue = turn.catch(() => {});
  return turn;
}

class Apart {
  #answered: (answer: Answer) => void = () => {};
  #idle: Timer | undefined;
  readonly #process = Bun.spawn([process.execPath, "--no-env-file", program], {
    ipc: (answer: Answer) => this.#answered(answer),
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe"],
    // It needs nothing of what an instance is told; a person's own fonts are below HOME.
    env: { HOME: process.env.HOME },
    onExit: (_, code, signal) => void this.#ended(signal === null ? `code ${code}` : `signal ${signal}`),
  });

  async ask(job: Job, deadlineMs: number): Promise<Typeset> {
    clearTimeout(this.#idle);
    this.#process.ref();
    const answer = Promise.withResolvers<Answer>();
    this.#answered = answer.resolve;
    const deadline = setTimeout(() => this.#process.kill("SIGKILL"), deadlineMs);
    this.#process.send(job);
    const result = await answer.promise;
    clearTimeout(deadline);
    this.#rest();
    if (!result.ok) throw new Error(`Cannot typeset the ${job.name}: ${result.reason}`);
    return { bytes: result.bytes, missing: result.missing };
  }

  /** Keeps nobody waiting: a program that is done ends, and this process with it. */
  #rest(): void {
    this.#process.unref();
    this.#idle = setTimeout(() => {
      if (running === this) running = undefined;
      this.#process.disconnect();
    }, idleMs);
    this.#idle.unref();
  }

  async #ended(how: string): Promise<void> {
    if (running === this) running = undefined;
    const said = await new Response(this.#process.stderr).text();
    const why = /^(?:thread .* panicked at .*\n|error: )(.+)/m.exec(said)?.[1];
    this.#answered({ ok: false, reason: `the typesetter ended with ${how}${why && `: ${why}`}` });
  }
}
