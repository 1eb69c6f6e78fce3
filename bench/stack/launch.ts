import { closeSync, openSync, readFileSync } from "node:fs";

export interface Launch {
  command: string[];
  env: Record<string, string>;
  cwd: string;
  /** The file that takes everything it writes. */
  log: string;
}

/**
 * Starts a program that never outlives this one: not when this one is killed either.
 *
 * It gets a session of its own, so that a Ctrl-C at the terminal reaches this program alone, which then ends the others in
 * order. It writes to its file itself: no line passes through here, and none is lost when this program ends first.
 */
export function launch({ command, env, cwd, log }: Launch): Bun.Subprocess {
  const output = openSync(log, "a");
  try {
    return Bun.spawn([...outlivesNobody(), ...command], {
      cwd,
      env,
      detached: true,
      stdio: ["ignore", output, output],
    });
  } finally {
    closeSync(output);
  }
}

/** setpriv(1), of util-linux, asks the kernel to end the program with its parent (prctl(2), PR_SET_PDEATHSIG). */
export function outlivesNobody(): string[] {
  const setpriv = Bun.which("setpriv");
  return setpriv ? [setpriv, "--pdeathsig", "KILL", "--"] : [];
}

/** The last lines of a log. */
export function lastLines(log: string, count = 12): string {
  return readFileSync(log, "utf8").trimEnd().split("\n").slice(-count).join("\n");
}

/** Signals a program and all that it started. A program that has ended meanwhile is no error. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
