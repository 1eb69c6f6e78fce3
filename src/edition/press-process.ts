/** The program that prints one edition, hands it over and ends. */
import type { Draft } from "./draft.ts";
import { printEdition } from "./print.ts";
import { serialize } from "./serialize.ts";

export interface Job {
  draft: Draft;
  /** Ids of versions that are printed already. */
  known: string[];
}

export type Answer = { ok: true; edition: Uint8Array } | { ok: false; reason: string; stack: string | undefined };

if (import.meta.main) {
  // Nobody but press.ts sends a message, and it sends one job.
  process.once("message", (job: Job) => void work(job));
  process.on("disconnect", () => process.exit());
}

async function work(job: Job): Promise<void> {
  const answer = await attempt(job);
  process.send?.(answer, () => process.exit());
}

async function attempt({ draft, known }: Job): Promise<Answer> {
  try {
    return { ok: true, edition: serialize(await printEdition(draft, new Set(known))) };
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    return { ok: false, reason: message, stack };
  }
}
