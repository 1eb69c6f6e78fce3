/** What stops no publication, but what its owner will want to know. */
import { publicResume } from "./privacy.ts";
import type { Resume } from "./schema.ts";
import type { Walk } from "./walk.ts";

type Warn = Pick<Walk, "warn">;

export function warnAbout(resume: Resume, walk: Warn): void {
  warnOfDates(resume, walk);
  warnOfImage(resume, walk);
  warnOfLeaks(resume, walk);
}

function warnOfDates(resume: Resume, walk: Warn): void {
  for (const section of ["work", "volunteer", "education", "projects"] as const) {
    for (const [index, { startDate, endDate }] of resume[section]?.entries() ?? []) {
      if (!startDate || !endDate || !isAfter(startDate, endDate)) continue;
      walk.warn(`it starts (${startDate}) after its end (${endDate})`, [section, index, "startDate"]);
    }
  }
}

/** As far as both are known: 2020-05 is not after 2020. */
function isAfter(start: string, end: string): boolean {
  const length = Math.min(start.length, end.length);
  return start.slice(0, length) > end.slice(0, length);
}

function warnOfImage({ basics }: Resume, walk: Warn): void {
  if (!basics?.image || !/^https?:/i.test(basics.image)) return;
  const message =
    "the page asks no other host for anything, so it shows no photo from one: put the file beside the résumé";
  walk.warn(message, ["basics", "image"]);
}

function warnOfLeaks(resume: Resume, walk: Warn): void {
  publicResume(resume, (name, path) =>
    walk.warn(`${name} is private, so it is left out of this text; meta.vitae.public can name it`, [...path]),
  );
}
