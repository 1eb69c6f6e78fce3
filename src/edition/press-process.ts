/** The program that prints editions. */
import { answerJobs } from "../apart.ts";
import { startTypesetter } from "../formats/typst/apart.ts";
import type { Job } from "./press.ts";

if (import.meta.main) {
  // While the rest is loaded.
  startTypesetter();
  const [{ printEdition }, { serialize }] = await Promise.all([
    import("./print.ts"),
    import("./serialize.ts"),
  ]);
  answerJobs(async ({ draft, known }: Job) => serialize(await printEdition(draft, new Set(known))));
}
