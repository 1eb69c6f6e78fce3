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

/** A private value, and how it is found in a text. */
interface Secret {
  name: string;
  isIn(text: string): boolean;
}

function warnOfLeaks(resume: Resume, walk: Warn): void {
  const secrets = secretsOf(resume);
  if (secrets.length === 0) return;
  publicResume(resume, (text, path) => {
    for (const { name, isIn } of secrets) {
      if (isIn(text))
        walk.warn(`${name} is private, but stands in this text, which everyone sees`, [...path]);
    }
  });
}

function secretsOf({ basics, meta }: Resume): Secret[] {
  const shared = new Set(meta?.vitae?.public);
  const secrets: Secret[] = [];
  const add = (field: string, name: string, isIn: Secret["isIn"]) =>
    shared.has(field) || secrets.push({ name, isIn });
  const { email, phone, location } = basics ?? {};
  if (email) add("email", "the e-mail address", contains(email));
  const digits = phone?.replace(/\D/g, "") ?? "";
  if (digits.length >= 7) add("phone", "the phone number", text => containsDigits(text, digits));
  // A shorter one is a word that may stand anywhere.
  if (location?.address && location.address.length >= 6)
    add("address", "the address", contains(location.address));
  return secrets;
}

function contains(secret: string): (text: string) => boolean {
  const lower = fold(secret);
  return text => text.length >= lower.length && fold(text).includes(lower);
}

function fold(text: string): string {
  return text.toLowerCase().replace(/\s+/g, " ");
}

/** Numbers are written with spaces, dashes, dots and brackets as everyone likes. */
function containsDigits(text: string, digits: string): boolean {
  return /\d{2}/.test(text) && text.replace(/[\s()./\u2010-\u2015-]/g, "").includes(digits);
}
