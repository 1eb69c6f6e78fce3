import { Apart } from "../../apart.ts";
import { messageOf } from "../../message-of.ts";
import type { Job, Typeset } from "./typeset.ts";

/**
 * Typst blocks whoever calls it, keeps 50 MB, and where its native code panics, the process ends. It is kept for the next language
 * or variant.
 */
const typesetter = new Apart<Job, Typeset>({
  name: "the typesetter",
  program: new URL("typesetter.ts", import.meta.url),
  idleMs: 10_000,
});

/** Starts Typst before there is something to typeset, since it takes a while. */
export function startTypesetter(): void {
  typesetter.start();
}

/**
 * Typesets in another process, one job after the other, without blocking this one.
 *
 * @param deadlineMs how long the job may take, the start of the process included
 * @throws Error that says why there is nothing
 */
export async function typeset(job: Job, { deadlineMs = 120_000 } = {}): Promise<Typeset> {
  try {
    return await typesetter.ask(job, deadlineMs);
  } catch (error) {
    throw new Error(`Cannot typeset the ${job.name}: ${messageOf(error)}`, { cause: error });
  }
}
