import type { Row } from "./result.ts";
import type { Fault, OwnStack } from "./scenario.ts";
import { until } from "./stack/until.ts";

export interface Struck {
  marks: Row["marks"];
  /** From the strike on, until everything was as before, in ms; null where that took longer than anybody waited. */
  wholeAfterMs: number | null;
}

/** How long the load runs before something is broken, and how long is waited until it is whole, in ms. */
const leadMs = 2000;
const deadlineMs = 30_000;

/** Breaks something and waits until it is whole again. @param startMs when the load began */
export async function strike(fault: Fault, stack: OwnStack, startMs: number): Promise<Struck> {
  const marks: Row["marks"] = [];
  const mark = (text: string) => marks.push({ atS: (performance.now() - startMs) / 1000, text });
  await Bun.sleep(leadMs);
  const struckMs = performance.now();
  await fault.strike(stack, mark);
  // Who asks a part that is not there yet is told so by an exception.
  const isWhole = () => fault.isWhole(stack).catch(() => false);
  const isInTime = await until(isWhole, { deadlineMs });
  if (isInTime) mark("whole again");
  return { marks, wholeAfterMs: isInTime ? performance.now() - struckMs : null };
}
