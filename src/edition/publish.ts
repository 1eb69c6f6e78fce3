import { dirname } from "node:path";
import { findResume } from "../resume/find-resume.ts";
import { formatWarning, type Problem, type Repair } from "../resume/problem.ts";
import { loadVersions, type Version } from "../resume/versions.ts";
import type { Services } from "../services.ts";
import { draftOf } from "./draft.ts";
import type { Edition } from "./edition.ts";
import { obtain } from "./obtain.ts";
import { type Photo, readPhoto } from "./photo.ts";

/** How a publication ended: what stands against it has a place in a file, or is said of what was printed. */
export type Publication =
  | { ok: true; edition: Edition; repairs: Repair[]; warnings: string[]; durationMs: number }
  | { ok: false; problems: (Problem | string)[] };

type Parts = Pick<Services, "config" | "editions" | "metrics" | "program" | "share">;

/**
 * Publishes the résumé's file and those of its versions: read, repair, print, swap; or nothing. An edition that another instance
 * has printed already is fetched instead of printed. Throws ResumeFileError when there is no file to read.
 */
export async function publish(parts: Parts): Promise<Publication> {
  const { publications } = parts.metrics;
  try {
    const publication = await attempt(parts);
    publications.inc({ outcome: publication.ok ? "published" : "refused" });
    return publication;
  } catch (error) {
    publications.inc({ outcome: "failed" });
    throw error;
  }
}

async function attempt(parts: Parts): Promise<Publication> {
  const start = performance.now();
  const { config, program } = parts;
  const file = await findResume(config.resume);
  const read = await loadVersions(file);
  if (!read.ok) return read;
  const { photos, warnings } = await readPhotos(read.versions, dirname(file));
  const draft = draftOf(read.versions, { program, siteUrl: config.siteUrl, photos });
  const edition = await obtain(draft, parts);
  warnings.push(...edition.versions.flatMap(version => version.warnings));
  if (config.strict && warnings.length > 0) return { ok: false, problems: warnings };
  parts.editions.swap(edition);
  return {
    ok: true,
    edition,
    repairs: read.repairs,
    warnings: [
      ...read.warnings.map(formatWarning),
      ...warnings,
      ...edition.versions.flatMap(({ warnings }) => warnings),
    ],
    durationMs: performance.now() - start,
  };
}

/** The photo of each version, most often one for all, by what `basics.image` says. */
async function readPhotos(
  versions: readonly Version[],
  folder: string,
): Promise<{ photos: Map<string, Photo>; warnings: string[] }> {
  const photos = new Map<string, Photo>();
  const warnings: string[] = [];
  for (const image of new Set(versions.map(version => version.public.basics?.image ?? ""))) {
    const { photo, warning } = await readPhoto(image || undefined, folder);
    if (photo) photos.set(image, photo);
    if (warning) warnings.push(warning);
  }
  return { photos, warnings };
}
