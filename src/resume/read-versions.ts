/** Reads a résumé's file and those of its versions, and says of each what came of it. */
import { type Document, parseDocument } from "./document.ts";
import type { Folder } from "./folder.ts";
import { formatProblem, formatRepair, formatWarning, type Problem } from "./problem.ts";
import { conclude, type Mended, mend, type Reading } from "./read.ts";
import { Said } from "./said.ts";
import type { Resume } from "./schema.ts";
import { selectedNames } from "./selection.ts";
import { versionDocument } from "./version-document.ts";
import { byKindAndName, filesBeside, nameVersions, type VersionFile } from "./version-files.ts";
import { versionNameOf } from "./version-name.ts";
import { refuseTakenLanguages, warnOfNames } from "./version-names.ts";

/** How many versions a résumé may have, with the base. */
const maxVersions = 50;

/** One version as it was read. What was said of one before it is not said again. */
export interface VersionReading {
  kind: "base" | "language" | "variant";
  /** The base has none. */
  name?: string;
  /** Its own file; the base's, where only `x-only` and `x-not` make it. */
  file: string;
  /** What its own file says, together with the base; undefined where it has none, or cannot be parsed. */
  document?: Document;
  reading: Reading;
}

/** All versions, and what is wrong with none of them alone: a file that is wrongly called, or too many. */
interface VersionReadings {
  versions: VersionReading[];
  problems: Problem[];
}

/**
 * Reads the base first, then languages, then variants, each sorted by name. Throws a `ResumeFileError` where a file cannot be
 * read at all.
 */
export async function readVersions(folder: Folder): Promise<VersionReadings> {
  const { base: path } = folder;
  const { named, problems } = nameVersions(await filesBeside(folder), path);
  if (named.length >= maxVersions) return tooMany(named.length + 1, path);
  const base = await readBase(folder);
  const files = await Promise.all(named.map(version => readVersion(version, base, folder)));
  const names = namesWithoutFile(base, named);
  if (named.length + names.length >= maxVersions) return tooMany(named.length + names.length + 1, path);
  const entries = await Promise.all(names.map(name => readAgain(base, name)));
  const versions = [base, ...[...files, ...entries].sort(byKindAndName)];
  const mended = versions.filter(isMended);
  refuseTakenLanguages(mended);
  warnOfNames(mended);
  return { versions: concludeAll(versions), problems };
}

/** A version on the way: parsed if it could be, and repaired if its base could be parsed too. */
interface Part extends Omit<VersionReading, "reading"> {
  mended?: Mended;
  problems: Problem[];
}

async function readBase(folder: Folder): Promise<Part> {
  const { base: file } = folder;
  const parsed = await parseFile(file, folder);
  if (!parsed.ok) return { kind: "base", file, problems: parsed.problems };
  const { document } = parsed;
  // A résumé in a PDF is called by both.
  return { kind: "base", file: document.file, document, mended: await mend(document), problems: [] };
}

async function readVersion(
  version: VersionFile,
  base: Part,
  folder: Folder,
): Promise<Part & { name: string }> {
  const own = await parseFile(version.file, folder);
  if (!own.ok || !base.document) return { ...version, problems: own.ok ? [] : own.problems };
  const laid = versionDocument(base.document, own.document, version);
  if (!laid.ok) return { ...version, problems: laid.problems };
  return { ...version, document: laid.document, mended: await mend(laid.document), problems: [] };
}

/** The base, as a variant that only entries name. */
async function readAgain({ file, document }: Part, name: string): Promise<Part & { name: string }> {
  return { kind: "variant", name, file, problems: [], ...(document && { mended: await mend(document) }) };
}

/** Variants that exist because an entry of the base names them. */
function namesWithoutFile({ mended }: Part, named: readonly VersionFile[]): string[] {
  if (!mended?.resume) return [];
  const names = new Set([...selectedNames(mended.resume)].map(({ name }) => name));
  const isNew = (name: string) =>
    versionNameOf(name)?.kind === "variant" && named.every(version => version.name !== name);
  return [...names].filter(isNew);
}

async function parseFile(file: string, folder: Folder) {
  return parseDocument(await folder.read(file), { file });
}

function isMended(part: Part): part is Part & { mended: Mended } {
  return part.mended !== undefined;
}

function concludeAll(parts: readonly Part[]): VersionReading[] {
  const repairs = new Said(formatRepair);
  const warnings = new Said(formatWarning);
  const problems = new Said(formatProblem);
  return parts.map(part => {
    const { kind, name, file, document } = part;
    const reading = concluded(part, parts);
    const news = reading.ok
      ? { ...reading, warnings: warnings.fresh(reading.warnings, file) }
      : { ...reading, problems: problems.fresh(reading.problems, file) };
    return {
      kind,
      ...(name !== undefined && { name }),
      file,
      ...(document && { document }),
      reading: { ...news, repairs: repairs.fresh(reading.repairs, file) },
    };
  });
}

function concluded({ name, mended, problems }: Part, parts: readonly Part[]): Reading {
  if (!mended) return { ok: false, problems, repairs: [] };
  return conclude(mended, { ...(name !== undefined && { name }), versions: resumesOf(parts) });
}

function resumesOf(parts: readonly Part[]): Resume[] {
  return parts.flatMap(({ mended }) => mended?.resume ?? []);
}

function tooMany(count: number, file: string): VersionReadings {
  const expected = `at most ${maxVersions}: itself, its languages and its variants`;
  const problem = { file, line: 1, column: 1, path: "", found: `${count} versions of the résumé`, expected };
  return { versions: [], problems: [problem] };
}
