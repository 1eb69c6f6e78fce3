/** What a résumé's files are called, on a disk as in what is sent: JSON or YAML, in any case. */
import { basename } from "node:path";

const end = /\.(json|ya?ml)$/i;

/** Whether a file is called as a résumé, or a version of one, may be. */
export function isResumeFile(name: string): boolean {
  return end.test(name);
}

/** Whether it is called as the base is that nobody has named: `resume.json`, `resume.yaml`. */
export function isBaseFile(name: string): boolean {
  return isResumeFile(name) && name.replace(end, "") === "resume";
}

/** The "it" of `resume.it.json`, seen from the base. Undefined for a file that is no version's. */
export function versionIn(name: string, base: string): string | undefined {
  const stem = basename(base).replace(end, "");
  if (stem === "" || !isResumeFile(name) || !name.startsWith(`${stem}.`)) return undefined;
  return name.replace(end, "").slice(stem.length + 1) || undefined;
}
