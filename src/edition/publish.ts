import { dirname } from "node:path";
import type { Config } from "../config.ts";
import type { Problem, Repair } from "../resume/problem.ts";
import { formatWarning } from "../resume/problem.ts";
import { loadResume } from "../resume/read.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import type { Edition } from "./edition.ts";
import type { Editions } from "./editions.ts";
import { readPhoto } from "./photo.ts";
import { printEdition } from "./print.ts";

/** How a publication ended. */
export type Publication =
  | { ok: true; edition: Edition; repairs: Repair[]; warnings: string[]; durationMs: number }
  | { ok: false; problems: Problem[] };

interface Parts {
  config: Pick<Config, "resume" | "siteUrl" | "port">;
  editions: Editions;
  metrics: Pick<Metrics, "publications" | "printDuration">;
  program: string;
}

/**
 * Publishes the résumé's file: read, repair, print, swap; or nothing. Throws ResumeFileError when there is no file to read.
 */
export async function publish({ config, editions, metrics, program }: Parts): Promise<Publication> {
  const start = performance.now();
  try {
    const reading = await loadResume(config.resume);
    if (!reading.ok) {
      metrics.publications.inc({ outcome: "refused" });
      return reading;
    }
    const { resume, repairs } = reading;
    const { photo, warning } = await readPhoto(resume.basics?.image, dirname(config.resume));
    const edition = await printEdition(resume, {
      program,
      origin: config.siteUrl?.origin ?? `http://localhost:${config.port}`,
      ...(config.siteUrl && { siteUrl: config.siteUrl }),
      ...(photo && { photo }),
    });
    editions.swap(edition);
    const durationMs = performance.now() - start;
    metrics.printDuration.set(durationMs / 1000);
    metrics.publications.inc({ outcome: "published" });
    const warnings = [...reading.warnings.map(formatWarning), ...(warning ? [warning] : [])];
    return { ok: true, edition, repairs, warnings, durationMs };
  } catch (error) {
    metrics.publications.inc({ outcome: "failed" });
    throw error;
  }
}
