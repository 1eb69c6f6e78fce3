import { childrenByParent, descendantsOf, readProc, statOf } from "./process-tree.ts";
import type { ProcessSample } from "./result.ts";

/** One part of what is measured, with everything that it started. */
export interface Watched {
  name: string;
  /** Undefined while it does not run. */
  pid(): number | undefined;
}

const ticksPerS = 100;

/**
 * Reads, each second, how much memory and processor time each part takes.
 *
 * @param take is given each reading
 * @returns a function that ends it
 */
export function watchProcesses(parts: readonly Watched[], take: (sample: ProcessSample) => void): () => void {
  const start = performance.now();
  const before = new Map<string, { ticks: number; atS: number }>();
  const look = () => {
    const atS = (performance.now() - start) / 1000;
    const children = childrenByParent();
    // Whoever comes later does not count what belongs to one before: the bench is the parent of them all.
    const counted = new Set<number>();
    for (const { name, pid } of parts) {
      const found = usageOf(pid(), children, counted);
      if (!found) continue;
      const last = before.get(name) ?? { ticks: found.ticks, atS: 0 };
      before.set(name, { ticks: found.ticks, atS });
      // A part that was started anew begins at zero again.
      const busyS = Math.max(0, found.ticks - last.ticks) / ticksPerS;
      take({ atS, name, memoryBytes: found.memoryBytes, cpu: busyS / Math.max(atS - last.atS, 0.001) });
    }
  };
  look();
  const timer = setInterval(look, 1000);
  return () => clearInterval(timer);
}

/** What a process and all that it started take, less what was counted already; undefined where it does not run. */
function usageOf(
  pid: number | undefined,
  children: ReturnType<typeof childrenByParent>,
  counted: Set<number>,
) {
  if (pid === undefined || !statOf(pid)) return undefined;
  const pids = [pid, ...descendantsOf(pid, children)].filter(one => !counted.has(one));
  for (const one of pids) counted.add(one);
  return {
    memoryBytes: pids.reduce((sum, one) => sum + residentBytes(one), 0),
    ticks: pids.reduce((sum, one) => sum + (statOf(one)?.ticks ?? 0), 0),
  };
}

function residentBytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readProc(pid, "status") ?? "")?.[1] ?? 0) * 1024;
}
