import type { Problem, Repair, Warning } from "./problem.ts";
import type { Resume } from "./schema.ts";

/** What came of reading: a résumé that can be published, or everything that stands against it. */
export type Reading =
  | { ok: true; resume: Resume; repairs: Repair[]; warnings: Warning[] }
  | { ok: false; problems: Problem[]; repairs: Repair[] };

/** A file that cannot be read at all. Its message is one line, written for the résumé's owner. */
export class ResumeFileError extends Error {
  override name = "ResumeFileError";
}

/** Reads, repairs and checks a résumé. `file` names it in messages, and its extension says whether it is JSON or YAML. */
export async function readResume(_bytes: Uint8Array, _options: { file: string }): Promise<Reading> {
  throw new Error("not built yet");
}

/** Reads the file at `path`. Throws a `ResumeFileError` where it is missing, a directory, not allowed or too large. */
export async function loadResume(_path: string): Promise<Reading> {
  throw new Error("not built yet");
}
