import { dirname } from "node:path";
import { formatWarning, type Problem, type Repair } from "../resume/problem.ts";
import { loadResume } from "../resume/read.ts";
import type { Resume } from "../resume/schema.ts";
import type { Services } from "../services.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Edition } from "./edition.ts";
import { readPhoto } from "./photo.ts";

/** How a publication ended. */
export type Publication =
  | { ok: true; edition: Edition; repairs: Repair[]; warnings: string[]; durationMs: number }
  | { ok: false; problems: Problem[] };

type Parts = Pick<Services, "config" | "editions" | "metrics" | "program" | "share">;

/**
 * Publishes the résumé's file: read, repair, print, swap; or nothing. An edition that another instance has printed already is
 * fetched instead of printed. Throws ResumeFileError when there is no file to read.
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
  const reading = await loadResume(parts.config.resume);
  if (!reading.ok) return reading;
  const { draft, warning } = await prepare(reading.resume, parts);
  const edition = await obtain(draft, parts);
  parts.editions.swap(edition);
  const warnings = [...reading.warnings.map(formatWarning), ...(warning ? [warning] : [])];
  return { ok: true, edition, repairs: reading.repairs, warnings, durationMs: performance.now() - start };
}

async function prepare(
  resume: Resume,
  { config, program }: Parts,
): Promise<{ draft: Draft; warning?: string }> {
  const { siteUrl } = config;
  const { photo, warning } = await readPhoto(resume.basics?.image, dirname(config.resume));
  const draft = draftOf(resume, { program, ...(siteUrl && { siteUrl }), ...(photo && { photo }) });
  return { draft, ...(warning && { warning }) };
}

/** The edition of a draft: the current one where it is that, one that another instance has printed, or a new one. */
async function obtain(draft: Draft, { editions, metrics, share }: Parts): Promise<Edition> {
  if (editions.current?.id === draft.id) return editions.current;
  const shared = (await share.fetch(draft.id)) ?? (await waitForPrint(draft.id, share));
  metrics.editionsLoaded.inc({ source: shared ? "redis" : "print" });
  if (shared) return shared;
  const start = performance.now();
  // Loaded only where something is printed: an instance that finds its edition in Redis is ready sooner.
  const { printEdition } = await import("./print.ts");
  const edition = await printEdition(draft);
  metrics.printDuration.set((performance.now() - start) / 1000);
  await share.store(edition);
  return edition;
}

/** How long another instance may take to print, in ms; after that, everyone prints for themselves. */
const patienceMs = 1500;

/** The edition that another instance is printing at this moment; undefined when nobody else is, or it takes too long. */
async function waitForPrint(id: string, share: Services["share"]): Promise<Edition | undefined> {
  if (await share.claim(id)) return undefined;
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    await Bun.sleep(20);
    const edition = await share.fetch(id);
    if (edition) return edition;
  }
  return undefined;
}
