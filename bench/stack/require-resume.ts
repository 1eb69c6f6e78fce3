import { explainRefusal } from "../../src/report.ts";
import { loadResume } from "../../src/resume/read.ts";

/**
 * Reads a résumé before anything starts, so that its owner is told what is wrong by one program and not by each instance.
 *
 * @throws {Error} with what stands against publishing it, or why the file cannot be read
 */
export async function requireResume(file: string): Promise<void> {
  const reading = await loadResume(file);
  if (!reading.ok) throw new Error(explainRefusal(file, reading.problems));
}
