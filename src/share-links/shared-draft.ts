import type { ShareLink } from "../archive/archive.ts";
import { type Draft, type Draftable, draftOf } from "../edition/draft.ts";
import type { Source } from "../publication/prepare.ts";
import { publicResume } from "../resume/privacy.ts";
import { privateFields } from "../resume/settings.ts";
import type { Version } from "../resume/versions.ts";

interface SharedDraftOptions {
  /** The text of the link's address. */
  text: string;
  /** A fingerprint of the program that prints. */
  program: string;
}

/**
 * What a share link's pages are printed from: the version that it names alone, or the base with its languages, with what it reveals
 * in them. Everything is below `/s/TEXT`; nothing tells the site's address, by which others could find more.
 *
 * @returns undefined where the version that it names is not there
 */
export function sharedDraft(
  link: Pick<ShareLink, "reveal" | "version">,
  { versions, photos }: Source,
  { text, program }: SharedDraftOptions,
): Draft | undefined {
  const shown = versions.filter(version => isShown(version, link));
  if (shown.length === 0) return undefined;
  const resumes = versions.map(({ resume }) => resume);
  const reveal = privateFields.filter(field => link.reveal.includes(field));
  const drafted = shown.map(({ kind, name, prefix, resume }): Draftable => {
    const options = { versions: resumes, reveal, ...(name !== undefined && { name }) };
    return {
      kind,
      prefix: link.version === undefined ? prefix : "",
      public: publicResume(resume, options),
    };
  });
  return draftOf(drafted, { program, photos, root: `/s/${text}` });
}

function isShown({ kind, name }: Version, { version }: Pick<ShareLink, "version">): boolean {
  return version === undefined ? kind !== "variant" : name === version;
}
