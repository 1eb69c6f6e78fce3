import type { SiteLanguage } from "../formats/format.ts";
import type { PublicResume } from "../resume/schema.ts";
import type { Prefix, Version } from "../resume/versions.ts";
import { wordsOf } from "../resume/words.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Photo } from "./photo.ts";

/** All that an edition is printed from, and the id that it will have: an edition with that id need not be printed again. */
export interface Draft {
  id: string;
  /** The site's public address, where the owner gave it. */
  siteUrl?: string | undefined;
  /** The base first. */
  versions: VersionDraft[];
}

/** What one version is printed from, and an id that changes with whatever changes a byte of it. */
export interface VersionDraft {
  id: string;
  kind: Version["kind"];
  /** What its addresses start with, `root` included. */
  prefix: Prefix;
  /** What the addresses of all versions start with: `""` for the site that everyone may see. */
  root: Prefix;
  resume: PublicResume;
  photo?: Photo | undefined;
  /** The languages that its page leads to, its own among them; none where there is no other. */
  languages: SiteLanguage[];
}

interface DraftOptions {
  /** A fingerprint of the program that prints. */
  program: string;
  siteUrl?: URL | undefined;
  /** The photos that could be read, by what `basics.image` says. */
  photos?: ReadonlyMap<string, Photo>;
  /** For a draft that is not for everyone: where all of it is, and nothing else of the site. */
  root?: Prefix;
}

/** A version as far as a draft needs it. */
export type Draftable = Pick<Version, "kind" | "prefix" | "public">;

/**
 * Names the edition, and each version in it, that come of a résumé's versions. Ids are of what is public: what a visitor sees must
 * not depend on what is private.
 */
export function draftOf(versions: readonly Draftable[], options: DraftOptions): Draft {
  const { program, siteUrl, photos, root = "" } = options;
  const languages = languagesOf(versions, root);
  const drafts = versions.map(({ kind, prefix, public: resume }) => {
    const photo = photos?.get(resume.basics?.image ?? "");
    const draft = {
      kind,
      prefix: below(root, prefix),
      root,
      resume: withPhoto(resume, photo, options),
      photo,
      languages: kind === "variant" ? [] : languages,
    };
    const content = { ...draft, photo: photo?.path };
    return { ...draft, id: fingerprint(program, siteUrl?.href ?? "", JSON.stringify(content)) };
  });
  return { id: fingerprint(...drafts.map(({ id }) => id)), siteUrl: siteUrl?.href, versions: drafts };
}

function languagesOf(versions: readonly Draftable[], root: Prefix): SiteLanguage[] {
  const languages = versions
    .filter(({ kind }) => kind !== "variant")
    .map(({ prefix, public: resume }) => ({
      prefix: below(root, prefix),
      language: wordsOf(resume).language,
    }));
  return languages.length > 1 ? languages : [];
}

function below(root: Prefix, prefix: Prefix): Prefix {
  return root === "" ? prefix : `${root}${prefix}`;
}

/**
 * The résumé with the photo's public address in place of a path on the owner's disk or of the picture itself. One that is not for
 * everyone names none: what is saved of it must not tell where it was.
 */
function withPhoto(
  resume: PublicResume,
  photo: Photo | undefined,
  { siteUrl, root }: DraftOptions,
): PublicResume {
  const { image, ...basics } = resume.basics ?? {};
  if (image === undefined || /^https?:/i.test(image)) return resume;
  const address = photo && (siteUrl ? new URL(photo.path, siteUrl).href : photo.path);
  return { ...resume, basics: { ...basics, ...(address && !root && { image: address }) } };
}
