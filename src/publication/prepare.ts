import { draftOf } from "../edition/draft.ts";
import type { Edition } from "../edition/edition.ts";
import { obtain } from "../edition/obtain.ts";
import { type Photo, readPhoto } from "../edition/photo.ts";
import type { Folder } from "../resume/folder.ts";
import { formatWarning, type Problem, type Repair } from "../resume/problem.ts";
import { loadVersions, type Version } from "../resume/versions.ts";
import type { Services } from "../services.ts";

/** What an edition is printed from: with all that is private. */
export interface Source {
  versions: readonly Version[];
  /** By what `basics.image` says. */
  photos: ReadonlyMap<string, Photo>;
}

/** How a preparation ended: what stands against it has a place in a file, or is said of what was printed. */
export type Publication =
  | {
      ok: true;
      edition: Edition;
      source: Source;
      repairs: Repair[];
      warnings: string[];
      /** What it took to read and to print, or to find in print. */
      durationMs: number;
    }
  | { ok: false; problems: (Problem | string)[] };

type Parts = Pick<Services, "config" | "editions" | "metrics" | "program" | "share">;

/**
 * Everything of a publication that changes nothing: reads the résumé's file and those of its versions, repairs, and prints. An edition
 * that another instance has printed already is fetched instead. Throws ResumeFileError when there is no file to read.
 */
export async function prepare(folder: Folder, parts: Parts): Promise<Publication> {
  const start = performance.now();
  const { config, program } = parts;
  const read = await loadVersions(folder);
  if (!read.ok) return read;
  const { source, warnings } = await sourceOf(read.versions, folder);
  const draft = draftOf(read.versions, { program, siteUrl: config.siteUrl, photos: source.photos });
  const edition = await obtain(draft, parts);
  warnings.push(...edition.versions.flatMap(version => version.warnings));
  if (config.strict && warnings.length > 0) return { ok: false, problems: warnings };
  return {
    ok: true,
    edition,
    source,
    repairs: read.repairs,
    warnings: [...read.warnings.map(formatWarning), ...warnings],
    durationMs: performance.now() - start,
  };
}

/** The versions with the photo of each, most often one for all. */
export async function sourceOf(
  versions: readonly Version[],
  folder: Folder,
): Promise<{ source: Source; warnings: string[] }> {
  const photos = new Map<string, Photo>();
  const warnings: string[] = [];
  for (const image of new Set(versions.map(version => version.public.basics?.image ?? ""))) {
    const { photo, warning } = await readPhoto(image || undefined, folder);
    if (photo) photos.set(image, photo);
    if (warning) warnings.push(warning);
  }
  return { source: { versions, photos }, warnings };
}
