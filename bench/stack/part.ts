import { lastLines, launch, signalGroup } from "./launch.ts";
import { until } from "./until.ts";

/** One part of the stack: what runs, when it is ready and how it likes to end. */
export interface Program {
  /** What reports call it, such as "instance 2". */
  name: string;
  command: string[];
  env: Record<string, string>;
  cwd: string;
  /** The file that takes what it writes. */
  log: string;
  /** Whether it does its work. */
  isReady(): Promise<boolean>;
  /** What asks it to finish what it has begun and to end. */
  stopSignal: NodeJS.Signals;
}

/**
 * A program that ends is started again after this pause, in ms, which doubles from one time to the next. The first is longer than
 * the edge's two checks, 500 ms apart, so that the edge sees that an instance has gone.
 */
const pausesMs = { first: 1500, longest: 10_000 };

/** A program that has run for so long ran well: what ends it then is a new trouble, in ms. */
const wellMs = 10_000;

/** Each part is ready within a second; this is for a machine with a lot to do, in ms. */
const readyDeadlineMs = 20_000;

/** A program that is kept running: when it ends, that is reported with its last words, and it is started again. */
export class Part {
  readonly #program: Program;
  readonly #report: (event: string) => void;
  readonly #stopped = Promise.withResolvers<void>();
  #child: Bun.Subprocess;
  #starts = 1;
  #state: "running" | "restarting" | "stopping" = "running";

  /**
   * Starts the program.
   *
   * @param report takes one event as text
   */
  constructor(program: Program, report: (event: string) => void) {
    this.#program = program;
    this.#report = report;
    this.#child = launch(program);
  }

  /**
   * Resolves when the program is ready for the first time. From then on it is kept running.
   *
   * @throws {Error} with what it wrote, when it ends before or is not ready in time
   */
  async ready(): Promise<void> {
    await this.#isReady();
    void this.#keepRunning();
  }

  get name(): string {
    return this.#program.name;
  }

  /** Undefined while it does not run. */
  get pid(): number | undefined {
    return hasEnded(this.#child) ? undefined : this.#child.pid;
  }

  /** How often it was started. */
  get starts(): number {
    return this.#starts;
  }

  /** Signals this one process: SIGKILL for a crash, SIGSTOP and SIGCONT for a hang. */
  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Asks it to end with SIGTERM, starts it anew at once, and resolves when it is ready again. */
  async restart(): Promise<void> {
    const next = this.#starts + 1;
    this.#state = "restarting";
    this.#child.kill("SIGTERM");
    await until(() => this.#starts === next, { deadlineMs: readyDeadlineMs });
    await this.#isReady();
  }

  /** Ends it for good: asks first, kills after the deadline. Resolves when nothing of it is left. */
  async stop(deadlineMs = 5000): Promise<void> {
    this.#state = "stopping";
    this.#stopped.resolve();
    this.#child.kill(this.#program.stopSignal);
    await Promise.race([this.#child.exited, Bun.sleep(deadlineMs)]);
    await this.#clear();
  }

  async #keepRunning(): Promise<void> {
    let pauseMs = pausesMs.first;
    for (;;) {
      const start = performance.now();
      await this.#child.exited;
      if (performance.now() - start > wellMs) pauseMs = pausesMs.first;
      if (this.#state === "running") {
        this.#reportEnd(pauseMs);
        await Promise.race([Bun.sleep(pauseMs), this.#stopped.promise]);
        pauseMs = Math.min(pauseMs * 2, pausesMs.longest);
      }
      if (this.#state === "stopping") return;
      await this.#startAgain();
    }
  }

  async #startAgain(): Promise<void> {
    await this.#clear();
    this.#child = launch(this.#program);
    this.#starts++;
    this.#state = "running";
  }

  /** HAProxy's workers may outlive their master for a moment, and hold its ports. */
  async #clear(): Promise<void> {
    signalGroup(this.#child.pid, "SIGKILL");
    await this.#child.exited;
  }

  async #isReady(): Promise<void> {
    const child = this.#child;
    const isReady = async () => hasEnded(child) || (await this.#program.isReady());
    const isInTime = await until(isReady, { deadlineMs: readyDeadlineMs });
    if (isInTime && !hasEnded(child)) return;
    const trouble = isInTime ? howItEnded(child) : `was not ready within ${readyDeadlineMs} ms`;
    // Without the log's path: the stack removes its folder when a part cannot be started.
    throw new Error(`Cannot start ${this.name}: it ${trouble}\n${this.#lastWords()}`);
  }

  #reportEnd(pauseMs: number): void {
    const end = howItEnded(this.#child);
    this.#report(
      `${this.name} ${end}; it starts again in ${pauseMs} ms\n${this.#lastWords()}\n  (all of it: ${this.#program.log})`,
    );
  }

  #lastWords(): string {
    return lastLines(this.#program.log).replace(/^/gm, "  | ");
  }
}

function hasEnded({ exitCode, signalCode }: Bun.Subprocess): boolean {
  return exitCode !== null || signalCode !== null;
}

function howItEnded({ exitCode, signalCode }: Bun.Subprocess): string {
  return signalCode ? `was ended by ${signalCode}` : `ended with ${exitCode}`;
}
