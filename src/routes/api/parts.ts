/** Which files may be sent together: a résumé, its versions, and the pictures that they name. */
import { posix } from "node:path";
import type { Bundle } from "../../resume/bundle.ts";
import { parseDocument } from "../../resume/document.ts";
import { isBaseFile, versionIn } from "../../resume/file-names.ts";
import { preview, printable } from "../../resume/preview.ts";
import type { Problem } from "../../resume/problem.ts";
import { refuseResume } from "./api-error.ts";

export interface Part {
  name: string;
  bytes: Uint8Array;
}

/** @throws ApiError 422 that names each file that has no place in it */
export async function bundleOfParts(parts: readonly Part[]): Promise<Bundle> {
  const files = new Map(parts.map(({ name, bytes }) => [name, bytes]));
  const bases = [...files.keys()].filter(isBaseFile);
  const [base] = bases;
  const problems = [...wrongNames(parts), ...wrongBases(bases), ...(await strangers(files))];
  if (problems.length > 0 || base === undefined) throw refuseResume(problems);
  return { base, files };
}

function wrongNames(parts: readonly Part[]): Problem[] {
  const seen = new Set<string>();
  return parts.flatMap(({ name }) => {
    const isSecond = seen.has(name);
    seen.add(name);
    if (isSecond) return [refuse(name, "a second file of this name", "each name once")];
    if (isPlain(name)) return [];
    const expected = "a file's name alone, without folders, such as resume.json or photo.jpg";
    return [refuse(name, preview(name, 255), expected)];
  });
}

function isResumes(name: string): boolean {
  return isBaseFile(name) || versionIn(name, "resume.json") !== undefined;
}

function isPlain(name: string): boolean {
  return /^[^./\\][^/\\]{0,254}$/u.test(name) && printable(name) === name;
}

function wrongBases(bases: readonly string[]): Problem[] {
  if (bases.length === 1) return [];
  const found = bases.length === 0 ? "no such file" : bases.join(" and ");
  return [refuse(bases[0] ?? "resume.json", found, "one of resume.json, resume.yaml and resume.yml")];
}

/** What is neither a résumé's nor named by one. Where a résumé cannot be parsed, that is said first, by who publishes. */
async function strangers(files: ReadonlyMap<string, Uint8Array>): Promise<Problem[]> {
  const others = [...files.keys()].filter(name => !isResumes(name) && isPlain(name));
  if (others.length === 0) return [];
  const named = await picturesOf([...files].filter(([name]) => isResumes(name)));
  const expected = "the résumé's files (resume.json, resume.it.json) and the picture that basics.image names";
  return others
    .filter(name => named !== undefined && !named.has(name))
    .map(name => refuse(name, "a file that nothing names", expected));
}

async function picturesOf(resumes: [string, Uint8Array][]): Promise<Set<string> | undefined> {
  const names = new Set<string>();
  for (const [file, bytes] of resumes) {
    const parsed = await parseDocument(bytes, { file });
    if (!parsed.ok) return undefined;
    const basics = parsed.document.root.entries.get("basics");
    const image = basics?.kind === "object" ? basics.entries.get("image") : undefined;
    if (image?.kind === "text") names.add(posix.basename(image.value.trim()));
  }
  return names;
}

function refuse(file: string, found: string, expected: string): Problem {
  return { file, line: 1, column: 1, path: "", found, expected };
}
