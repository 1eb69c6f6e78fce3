/** What only all versions together can tell: which names of `x-only` and `x-not` are slips, and which languages are taken. */
import { basename } from "node:path";
import { isNear } from "./distance.ts";
import type { Document } from "./document.ts";
import { preview, printable } from "./preview.ts";
import type { Mended } from "./read.ts";
import { namesOf, selectedNames } from "./selection.ts";

interface Named {
  kind: "base" | "language" | "variant";
  name?: string;
  file: string;
  /** Of its own file; a variant that only entries name has none. */
  document?: Document;
  mended: Mended;
}

/** Warns of each name that no version has, and of one that looks like a slip in another's. */
export function warnOfNames(versions: readonly Named[]): void {
  const known = new Set<string>();
  for (const { name, mended } of versions) {
    for (const each of mended.resume ? namesOf(mended.resume, name) : []) known.add(each);
  }
  const slips = slipsIn(versions);
  for (const { mended } of versions) {
    if (!mended.resume) continue;
    for (const { name, path } of selectedNames(mended.resume)) {
      const meant = slips.get(name);
      if (!known.has(name))
        mended.walk.warnOf(path, `no version is called so; there are ${[...known].join(", ")}`);
      else if (meant)
        mended.walk.warnOf(path, `this makes a version ${name} of its own; is it meant to be ${meant}?`);
    }
  }
}

/** Names that one entry alone makes a version of, by the name that they are nearly: one that a file or several entries have. */
function slipsIn(versions: readonly Named[]): Map<string, string> {
  const uses = new Map<string, number>();
  const [base] = versions;
  for (const { name } of base?.mended.resume ? selectedNames(base.mended.resume) : [])
    uses.set(name, (uses.get(name) ?? 0) + 1);
  const isRare = ({ name = "", document }: Named) => !document && uses.get(name) === 1;
  const established = versions.filter(version => !isRare(version));
  const slips = new Map<string, string>();
  for (const { name = "" } of versions.filter(isRare)) {
    const near = established.find(other => isNear(name, other.name ?? ""));
    if (near?.name !== undefined) slips.set(name, near.name);
  }
  return slips;
}

/** Refuses a language that an earlier one, or the base, is in already: a visitor of it could be sent to either. */
export function refuseTakenLanguages(versions: readonly Named[]): void {
  const taken = new Map<string, string>();
  for (const { kind, file, mended } of versions) {
    if (kind === "variant" || !mended.resume || mended.walk.problems.length > 0) continue;
    const language = mended.resume.meta?.vitae?.language ?? "en";
    const first = taken.get(language);
    if (first === undefined) taken.set(language, file);
    else refuseLanguage(language, first, mended);
  }
}

function refuseLanguage(language: string, first: string, { walk }: Mended): void {
  const name = printable(basename(first));
  const expected = `another language than that of ${name} (its meta.vitae.language, "en" where it has none)`;
  const refuse = () => walk.refusedHere(preview(language), expected);
  walk.at("meta", () => walk.at("vitae", () => walk.at("language", refuse)));
}
