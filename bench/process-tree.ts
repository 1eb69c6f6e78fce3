import { readdirSync, readFileSync } from "node:fs";

/** The processes that a process has started, and that those have started. */
export function descendantsOf(pid: number, children = childrenByParent()): number[] {
  return (children.get(pid) ?? []).flatMap(child => [child, ...descendantsOf(child, children)]);
}

/** Whether a process runs: not where it has ended, whether or not somebody has taken note of it. */
export function isAlive(pid: number): boolean {
  return statOf(pid) !== undefined;
}

/** Every process of this machine by the one that started it. Takes some milliseconds. */
export function childrenByParent(): Map<number, number[]> {
  const pids = readdirSync("/proc").map(Number).filter(Number.isInteger);
  return Map.groupBy(pids, pid => statOf(pid)?.parent ?? 0);
}

export interface Stat {
  parent: number;
  /** Processor time so far, in clock ticks: hundredths of a second on every Linux. */
  ticks: number;
}

/** What /proc/PID/stat says (proc_pid_stat(5)); undefined for a process that has ended. */
export function statOf(pid: number): Stat | undefined {
  const text = readProc(pid, "stat");
  // The name before the last bracket may hold anything.
  const [state, parent, ...fields] = text?.slice(text.lastIndexOf(")") + 2).split(" ") ?? [];
  if (state === undefined || state === "Z") return undefined;
  // utime and stime are the fields 14 and 15; these begin with the fifth.
  return { parent: Number(parent), ticks: Number(fields[9]) + Number(fields[10]) };
}

/** A file of /proc/PID; undefined for a process that has ended. */
export function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return undefined;
  }
}
