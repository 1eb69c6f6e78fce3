import { publicResume } from "../resume/privacy.ts";
import type { PublicResume, Resume } from "../resume/schema.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Photo } from "./photo.ts";

export interface DraftOptions {
  /** A fingerprint of the program that prints. */
  program: string;
  /** The site's public address, where the owner gave it. */
  siteUrl?: URL;
  photo?: Photo;
}

/** All that an edition is printed from, and the id that it will have: an edition with that id need not be printed again. */
export interface Draft extends DraftOptions {
  id: string;
  resume: PublicResume;
}

/** Takes from a résumé what is public, and names the edition that comes of it. */
export function draftOf(resume: Resume, options: DraftOptions): Draft {
  const { photo, siteUrl, program } = options;
  const shown = withPhoto(publicResume(resume), photo, siteUrl);
  // Of the public résumé: an id that a visitor sees must not depend on what is private.
  const id = fingerprint(program, siteUrl?.href ?? "", JSON.stringify(shown));
  return { ...options, id, resume: shown };
}

/** The résumé with the photo's public address in place of a path on the owner's disk or of the picture itself. */
function withPhoto(resume: PublicResume, photo: Photo | undefined, siteUrl: URL | undefined): PublicResume {
  const { image, ...basics } = resume.basics ?? {};
  if (image === undefined || /^https?:/i.test(image)) return resume;
  const address = photo && (siteUrl ? new URL(photo.path, siteUrl).href : photo.path);
  return { ...resume, basics: { ...basics, ...(address && { image: address }) } };
}
