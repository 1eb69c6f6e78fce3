import type { PublicResume, Resume } from "./schema.ts";

/** A copy without what its owner keeps private or hidden: the only kind of résumé that a format may print. */
export function publicResume(_resume: Resume): PublicResume {
  throw new Error("not built yet");
}
