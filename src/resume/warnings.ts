/** What stops no publication, but what its owner will want to know. */
import type { Path } from "./path.ts";
import { type PublicOptions, publicResume } from "./privacy.ts";
import type { Resume } from "./schema.ts";
import type { Secret } from "./secrets.ts";
import type { PrivateField } from "./settings.ts";
import { untranslated } from "./untranslated.ts";
import type { Walk } from "./walk.ts";

type Warn = Pick<Walk, "warnOf">;

/** @param options which version of the résumé it is */
export function warnAbout(resume: Resume, walk: Warn, options: Omit<PublicOptions, "onLeak"> = {}): void {
  warnOfDates(resume, walk);
  warnOfImage(resume, walk);
  warnOfLanguage(resume, walk);
  const onLeak = (secret: Secret, path: Path) => walk.warnOf([...path], leak(secret));
  publicResume(resume, { ...options, onLeak });
}

function warnOfDates(resume: Resume, walk: Warn): void {
  for (const section of ["work", "volunteer", "education", "projects"] as const) {
    for (const [index, { startDate, endDate }] of resume[section]?.entries() ?? []) {
      if (!startDate || !endDate || !isAfter(startDate, endDate)) continue;
      walk.warnOf([section, index, "startDate"], "it starts after its end");
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
  walk.warnOf(["basics", "image"], message);
}

function warnOfLanguage(resume: Resume, walk: Warn): void {
  const message = untranslated(resume);
  if (message !== undefined) walk.warnOf(["meta", "vitae", "language"], message);
}

const privateNames: Record<PrivateField, string> = {
  email: "e-mail address",
  phone: "phone number",
  address: "address",
};

function leak({ kind, isOwn }: Secret): string {
  const name = privateNames[kind];
  if (!isOwn) return `the ${name} of another version is private in this one, so it is left out of this text`;
  return `the ${name} is private, so it is left out of this text; meta.vitae.public can name it`;
}
