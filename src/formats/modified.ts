import type { PublicResume } from "../resume/schema.ts";

const timestamp = /^\d{4}-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?$/;

/** When the résumé was last changed (`meta.lastModified`, ISO 8601, in UTC where it names no zone), if it says so. */
export function modifiedAt({ meta }: Pick<PublicResume, "meta">): Date | undefined {
  const [text = "", , time, , , zone] = timestamp.exec(meta?.lastModified ?? "") ?? [];
  const date = new Date(time && !zone ? `${text}Z` : text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
