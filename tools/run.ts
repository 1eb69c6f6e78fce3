/** Starting commands, and writing to the person at the terminal. */

export interface Result {
  /** Exit code; 128 + the signal's number where a signal ended it, 127 where it could not start. */
  code: number;
  /** What it wrote, standard output first. Empty where the output was not captured. */
  output: string;
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
