/** The program that typesets. */
import { answerJobs } from "../../apart.ts";
import { type Job, Typesetter } from "./typeset.ts";

if (import.meta.main) {
  const typesetter = new Typesetter();
  answerJobs((job: Job) => typesetter.typeset(job));
}
