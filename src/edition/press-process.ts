/** The program that prints editions. */
import { setPriority } from "node:os";
import { answerJobs } from "../apart.ts";
import { startTypesetter } from "../formats/typst/apart.ts";
import type { Job } from "./press.ts";

/** As a niceness: whoever is served at the same moment goes first. */
const priority = 10;

if (import.meta.main) {
  // Before any other process is started: it is handed on.
  setPriority(priority);
  // While the rest is loaded.
  startTypesetter();
  const [{ printEdition }, { serialize }] = await Promise.all([
    import("./print.ts"),
    import("./serialize.ts"),
  ]);
  answerJobs(async ({ draft, known }: Job) => serialize(await printEdition(draft, new Set(known))));
}
