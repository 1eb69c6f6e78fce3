/**
 * The program that typesets, a process of its own: Typst blocks whoever calls it, keeps 50 MB, and where its native code
 * panics, the process ends. An instance that serves visitors cannot have that.
 */
import { type Job, type Typeset, Typesetter } from "./typeset.ts";

/** What it answers to a job. */
export type Answer = ({ ok: true } & Typeset) | { ok: false; reason: string };

if (import.meta.main) {
  const typesetter = new Typesetter();
  // Nobody but apart.ts sends a message, and it sends jobs.
  process.on("message", (job: Job) => process.send?.(answer(typesetter, job)));
  process.on("disconnect", () => process.exit());
}

function answer(typesetter: Typesetter, job: Job): Answer {
  try {
    return { ok: true, ...typesetter.typeset(job) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}
