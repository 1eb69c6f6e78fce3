import { readdirSync, readFileSync } from "node:fs";
import type { ProcessSample } from "./result.ts";

/** One part of what is measured, with everything that it started. */
export interface Watched {
  name: string;
  /** Undefined while it does not run. */
  pid(): number | undefined;
}

/** Clock ticks a second of /proc/PID/stat (proc(5)): 100 on every Linux. */
const ticksPerS = 100;

/** Reads, each second, how much memory and processor time each part takes, until it is stopped. */
export function watchProcesses(parts: readonly Watched[], take: (sample: ProcessSample) => void): () => void {
  const start = performance.now();
  const before = new Map<string, { ticks: number; atS: number }>();
  const look = () => {
    const atS = (performance.now() - start) / 1000;
    const children = childrenByParent();
    for (const { name, pid } of parts) {
      const found = sum(withDescendants(pid(), children));
      if (found.memoryBytes === 0) continue;
      const last = before.get(name);
      before.set(name, { ticks: found.ticks, atS });
      // A part that was started anew begins at zero again.
      const ticks = last ? Math.max(0, found.ticks - last.ticks) : 0;
      const cpu = last ? ticks / ticksPerS / (atS - last.atS) : 0;
      take({ atS, name, memoryBytes: found.memoryBytes, cpu });
    }
  };
  look();
  const timer = setInterval(look, 1000);
  return () => clearInterval(timer);
}

function childrenByParent(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync("/proc").filter(name => /^\d+$/.test(name))) {
    const parent = Number(statOf(Number(entry))?.[1] ?? 0);
    children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  return children;
}

function withDescendants(pid: number | undefined, children: Map<number, number[]>): number[] {
  if (pid === undefined) return [];
  return [pid, ...(children.get(pid) ?? []).flatMap(child => withDescendants(child, children))];
}

function sum(pids: number[]): { memoryBytes: number; ticks: number } {
  const found = { memoryBytes: 0, ticks: 0 };
  for (const pid of pids) {
    found.memoryBytes += residentBytes(pid);
    const stat = statOf(pid);
    // utime and stime, fields 14 and 15; this list begins with the third.
    found.ticks += Number(stat?.[11] ?? 0) + Number(stat?.[12] ?? 0);
  }
  return found;
}

/** The fields of /proc/PID/stat after the name, which may hold anything; undefined for a process that has ended. */
function statOf(pid: number): string[] | undefined {
  const text = read(`/proc/${pid}/stat`);
  return text?.slice(text.lastIndexOf(")") + 2).split(" ");
}

function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`) ?? "")?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
