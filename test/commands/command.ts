/** The programs of the command line, started for real. */
import { join } from "node:path";
import { root, type Started, spawnProgram } from "../support/process.ts";
import { waitFor } from "../support/wait.ts";

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

export type CommandName = "publish" | "editions" | "rollback" | "share" | "token";

/** Runs a command that nobody can answer. */
export async function run(name: CommandName, args: string[], env: Record<string, string>): Promise<Ended> {
  return ended(spawnProgram({ entry: `src/commands/${name}.ts`, args, env }));
}

export async function ended(program: Omit<Started, "url">): Promise<Ended> {
  const code = await program.exited;
  return { code, stdout: program.stdout(), stderr: program.stderr() };
}

export interface AtTerminal extends AsyncDisposable {
  /** What stands on the screen, as it was written. */
  screen(): string;
  type(keys: string): void;
  /** Waits until the screen shows it. */
  shows(text: string): Promise<void>;
  exited: Promise<number>;
}

/** Runs a command at a terminal, where somebody can answer. */
export function runAtTerminal(name: CommandName, args: string[], env: Record<string, string>): AtTerminal {
  const decoder = new TextDecoder();
  let text = "";
  const terminal = new Bun.Terminal({
    cols: 200,
    data: (_, bytes) => {
      text += decoder.decode(bytes, { stream: true });
    },
  });
  const entry = join(root, "src/commands", `${name}.ts`);
  const child = Bun.spawn([process.execPath, "--no-orphans", "--no-env-file", entry, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", TERM: "xterm", ...env },
    terminal,
  });
  return {
    screen: () => text,
    type: keys => void terminal.write(keys),
    shows: async wanted => {
      await waitFor(() => text.includes(wanted), 30_000).catch(() => {
        throw new Error(`Cannot find ${JSON.stringify(wanted)} on the screen:\n${text}`);
      });
    },
    exited: child.exited,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await child.exited;
      terminal.close();
    },
  };
}

/** A résumé in a few lines, so that it is printed soon. */
export function resume(basics: Record<string, unknown>, more: Record<string, unknown> = {}): string {
  return JSON.stringify({ basics: { name: "Ada Lovelace", ...basics }, ...more });
}
