/** Starting commands and stopping them when the person at the terminal has had enough. */

export interface Result {
  /** Exit code; 128 + the signal's number where a signal ended it, 127 where it could not start. */
  code: number;
  /** What it wrote, standard output first. Empty where the output was not captured. */
  output: string;
}

/** Aborts at the first SIGINT, SIGTERM or SIGHUP that this process gets. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => stop.abort(name));
  return stop.signal;
}

/**
 * Runs a command to its end and captures what it writes.
 * A command that cannot be started is a result with code 127, not an exception.
 */
export async function run(
  [program = "", ...args]: string[],
  {
    env = process.env,
    cwd = process.cwd(),
    signal,
  }: { env?: NodeJS.ProcessEnv; cwd?: string; signal?: AbortSignal } = {},
): Promise<Result> {
  const file = Bun.which(program, { PATH: env.PATH ?? "", cwd });
  if (!file) return { code: 127, output: `Cannot start ${program}: not found in PATH\n` };
  const child = Bun.spawn([file, ...args], {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    ...(signal && { signal }),
  });
  const [out, err, code] = await Promise.all([textOf(child.stdout), textOf(child.stderr), child.exited]);
  return { code, output: out + err };
}

function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(stream).text();
}

/** Writes one line to standard output. */
export function say(line = ""): void {
  process.stdout.write(`${line}\n`);
}
