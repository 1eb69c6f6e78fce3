/** The program, started for real: its own process, its own port, its own environment. */
import { join } from "node:path";
import { freePorts } from "../../bench/stack/ports.ts";

export const root = join(import.meta.dir, "../..");

export interface Started extends AsyncDisposable {
  /** Where it listens, without a slash at the end. */
  url: string;
  pid: number;
  /** What it has written so far. */
  stdout(): string;
  stderr(): string;
  /** Its exit code; 128 + the signal's number where a signal ended it. */
  exited: Promise<number>;
  signal(name: NodeJS.Signals): void;
  /** SIGTERM, then SIGKILL when it takes longer than `deadlineMs`. Resolves with its exit code when it is gone. */
  stop(deadlineMs?: number): Promise<number>;
}

export interface StartOptions {
  /** @default "src/main.ts" */
  entry?: string;
  args?: string[];
  /** Added to an environment that holds PATH and HOME only: what this machine exports must not decide a test. */
  env?: Record<string, string>;
  /** The path that answers 2xx when the program is ready. @default "/readyz" */
  ready?: string;
  /** @default 10_000 */
  deadlineMs?: number;
}

/** A port of 127.0.0.1 that nobody listens on, or was given, at this moment. */
export function freePort(): number {
  const [port = 0] = freePorts(1);
  return port;
}

/**
 * Starts the program on a free port and waits until it is ready.
 *
 * @throws {Error} with what the program wrote, when it ends or is not ready within the deadline; it is gone by then.
 * @example await using program = await startProgram({ env: { RESUME: "resume.json" } });
 */
export async function startProgram(options: StartOptions = {}): Promise<Started> {
  const { ready = "/readyz", deadlineMs = 10_000 } = options;
  const port = freePort();
  // Nobody watches /readyz of a program under test: it need not give notice when it stops, unless the test is about that.
  // Nor does it keep what others could see.
  const env = { PORT: String(port), DRAIN_MS: "100", DATA: "none", ...options.env };
  const program = spawnProgram({ ...options, env });
  const url = `http://127.0.0.1:${options.env?.PORT ?? port}`;
  const failure = await notReady(program, `${url}${ready}`, deadlineMs);
  if (!failure) return { ...program, url };
  await program.stop(0);
  throw new Error(
    `Cannot start ${options.entry ?? "src/main.ts"}: ${failure}\n${program.stdout()}${program.stderr()}`,
  );
}

/** Starts the program and waits for nothing: for runs that end by themselves, with an error for example. */
export function spawnProgram({
  entry = "src/main.ts",
  args = [],
  env = {},
}: StartOptions): Omit<Started, "url"> {
  // --no-orphans: it ends with the tests, even where those are killed. --no-env-file: an owner's .env must not decide a test.
  return spawnCommand([process.execPath, "--no-orphans", "--no-env-file", entry, ...args], env);
}

/** Starts any other command, in the project's root and with as little environment as the program gets. */
export function spawnCommand(command: string[], env: Record<string, string> = {}): Omit<Started, "url"> {
  const child = Bun.spawn(command, {
    cwd: root,
    env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const out = collect(child.stdout);
  const err = collect(child.stderr);
  const exited = Promise.all([child.exited, out.done, err.done]).then(([code]) => code);
  const stop = async (deadlineMs = 5000) => {
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), deadlineMs);
    return exited.finally(() => clearTimeout(timer));
  };
  return {
    pid: child.pid,
    stdout: out.text,
    stderr: err.text,
    exited,
    signal: name => child.kill(name),
    stop,
    [Symbol.asyncDispose]: async () => void (await stop()),
  };
}

/** @returns why the program is not ready, or undefined when it is. */
async function notReady(
  program: Pick<Started, "exited">,
  url: string,
  deadlineMs: number,
): Promise<string | undefined> {
  const deadline = Date.now() + deadlineMs;
  let ended: number | undefined;
  void program.exited.then(code => {
    ended = code;
  });
  while (Date.now() < deadline) {
    if (ended !== undefined) return `it ended with ${ended}`;
    const response = await fetch(url, { signal: AbortSignal.timeout(1000) }).catch(() => undefined);
    if (response?.ok) return undefined;
    await Bun.sleep(20);
  }
  return `${url} was not ready within ${deadlineMs} ms`;
}

function collect(stream: ReadableStream<Uint8Array>) {
  const decoder = new TextDecoder();
  let text = "";
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      text += decoder.decode(chunk, { stream: true });
    },
  });
  const done = stream.pipeTo(sink);
  return { text: () => text, done };
}
