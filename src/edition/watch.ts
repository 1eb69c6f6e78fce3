import { type StatsListener, unwatchFile, watchFile } from "node:fs";

/** A look at the file's time and size costs some microseconds; an edit must be live within a second. */
const intervalMs = 200;

export interface Watch {
  /** Calls `onChange` now, as if the file had changed. */
  run(): Promise<void>;
  stop(): void;
}

/**
 * Calls `onChange` after each change of a file: saved in place, replaced by another (as editors do), removed or put back. By
 * looking at it, since notifications of the system do not cross every mount of a container. One call at a time: changes
 * during a call are one more call after it.
 *
 * @param onChange must not throw
 */
export function watch(path: string, onChange: () => Promise<void>): Watch {
  let state: "idle" | "running" | "again" = "idle";
  const changedMeanwhile = () => state === "again";
  const run = async () => {
    if (state !== "idle") {
      state = "again";
      return;
    }
    do {
      state = "running";
      await onChange();
    } while (changedMeanwhile());
    state = "idle";
  };
  const listener: StatsListener = (now, before) => {
    if (now.mtimeMs !== before.mtimeMs || now.size !== before.size || now.ino !== before.ino) run();
  };
  watchFile(path, { interval: intervalMs, persistent: false }, listener);
  return { run, stop: () => unwatchFile(path, listener) };
}
