import { explainRefusal } from "../../src/report.ts";
import { findResume } from "../../src/resume/find-resume.ts";
import { folderOf } from "../../src/resume/folder.ts";
import { loadVersions } from "../../src/resume/versions.ts";

/**
 * Reads a résumé and its versions before anything starts, so that its owner is told what is wrong by one program and not by each instance.
 *
 * @throws {Error} with what stands against publishing it, or why the file cannot be read
 */
export async function requireResume(path: string): Promise<void> {
  const file = await findResume(path);
  const reading = await loadVersions(folderOf(file));
  if (!reading.ok) throw new Error(explainRefusal(file, reading.problems));
}
