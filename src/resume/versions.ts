/** A résumé in all its versions: the base, one for each language, one for each variant. */
import type { Folder } from "./folder.ts";
import { publicResume } from "./privacy.ts";
import type { Problem, Repair, Warning } from "./problem.ts";
import { readVersions, type VersionReading } from "./read-versions.ts";
import type { PublicResume, Resume } from "./schema.ts";

/** One version that can be published. */
export interface Version {
  kind: "base" | "language" | "variant";
  /** A tag of BCP 47, or a variant's name. The base has none. */
  name?: string;
  /** What its addresses start with. */
  prefix: Prefix;
  /** The file that makes it; the base's, where only `x-only` and `x-not` do. */
  file: string;
  resume: Resume;
  /** What of it everyone may see: this one knows the other versions' private values, and leaves them out too. */
  public: PublicResume;
}

/** `""`, `/it` or `/for/backend`. */
export type Prefix = "" | `/${string}`;

/** What came of reading them: all can be published, or none is. */
type Versions =
  | { ok: true; versions: Version[]; repairs: Repair[]; warnings: Warning[] }
  | { ok: false; problems: Problem[] };

/**
 * Reads a résumé and the files of its versions beside it (`resume.it.json`, `resume.backend.yaml`): the base first, then languages,
 * then variants, each sorted by name. Throws a `ResumeFileError` where one of them cannot be read at all.
 */
export async function loadVersions(folder: Folder): Promise<Versions> {
  const { versions: read, problems } = await readVersions(folder);
  const good = read.filter(isGood);
  if (problems.length > 0 || good.length < read.length)
    return { ok: false, problems: [...problems, ...read.flatMap(problemsOf)] };
  const resumes = good.map(({ reading }) => reading.resume);
  return {
    ok: true,
    versions: good.map(version => versionOf(version, resumes)),
    repairs: good.flatMap(({ reading }) => reading.repairs),
    warnings: good.flatMap(({ reading }) => reading.warnings),
  };
}

/** What the addresses of a version start with. */
export function prefixOf({ kind, name = "" }: Pick<VersionReading, "kind" | "name">): Prefix {
  if (kind === "base") return "";
  return kind === "language" ? `/${name}` : `/for/${name}`;
}

type Good = VersionReading & { reading: { ok: true } };

function isGood(version: VersionReading): version is Good {
  return version.reading.ok;
}

function problemsOf({ reading }: VersionReading): Problem[] {
  return reading.ok ? [] : reading.problems;
}

function versionOf({ kind, name, file, reading: { resume } }: Good, versions: readonly Resume[]): Version {
  const named = name === undefined ? {} : { name };
  return {
    kind,
    ...named,
    prefix: prefixOf({ kind, ...named }),
    file,
    resume,
    public: publicResume(resume, { ...named, versions }),
  };
}
