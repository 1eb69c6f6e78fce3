/** Short ways for tests to have a résumé read. */
import { parseDocument } from "../../src/resume/document.ts";
import { readResumeFile } from "../../src/resume/file.ts";
import { conclude, mend, type Reading } from "../../src/resume/read.ts";
import type { Resume } from "../../src/resume/schema.ts";

/** Reads a résumé alone, as each version of one is read. */
export async function readResume(bytes: Uint8Array, { file }: { file: string }): Promise<Reading> {
  const parsed = await parseDocument(bytes, { file });
  return parsed.ok ? conclude(await mend(parsed.document)) : { ...parsed, repairs: [] };
}

/** The same of the file at a path. */
export async function loadResume(path: string): Promise<Reading> {
  return readResume(await readResumeFile(path), { file: path });
}

/** Reads a text as a file of that name. */
export function readText(text: string, file = "resume.json"): Promise<Reading> {
  return readResume(new TextEncoder().encode(text), { file });
}

/** Reads a value as the JSON that it is. */
export function read(value: unknown): Promise<Reading> {
  return readText(JSON.stringify(value));
}

/** The repaired résumé, typed as anything: tests look into fields that no schema has. */
export async function repaired(value: unknown): Promise<Resume & Record<string, unknown>> {
  const reading = await read(value);
  if (reading.ok) return reading.resume;
  throw new Error(`Cannot read: ${JSON.stringify(reading.problems)}`);
}

/** What stands against publishing; none where it can be published. */
export async function problemsOf(value: unknown) {
  const reading = await read(value);
  return reading.ok ? [] : reading.problems;
}

/** What was changed, whether the résumé can be published or not. */
export async function repairsOf(value: unknown) {
  return (await read(value)).repairs;
}

export async function warningsOf(value: unknown) {
  const reading = await read(value);
  if (reading.ok) return reading.warnings;
  throw new Error(`Cannot read: ${JSON.stringify(reading.problems)}`);
}
