import type { Archive, ShareLink } from "../archive/archive.ts";
import { HttpError } from "../http/http-error.ts";
import type { Prints, SharedPrint } from "./prints.ts";
import { type SharedVersions, sharedDraft } from "./shared-draft.ts";

/** Where a share link's résumé comes from: the program's archive and what it serves. */
export interface SharedSources {
  /** What is shown to everyone at this moment; `key` is another where that is. Undefined where nothing is. */
  currentVersions(): Promise<(SharedVersions & { key: string }) | undefined>;
  /** What an archived edition was printed from; undefined where there is none of this number. */
  versionsOf(edition: number): Promise<SharedVersions | undefined>;
}

export interface ShareLinksOptions {
  archive: Pick<Archive, "shares" | "state">;
  sources: SharedSources;
  prints: Prints;
  /** A fingerprint of the program that prints. */
  program: string;
}

/** A share link that is good at this moment, and what it shows. */
export interface OpenLink {
  id: number;
  print: SharedPrint;
}

/** How long a visitor waits for a print, in ms. It is made all the same, for the next who asks. */
const patienceMs = 10_000;

/**
 * Opens share links by the texts in their addresses. The archive is asked each time: a link that is revoked shows nothing more.
 *
 * @returns what opens one: undefined where it shows nothing, whatever the reason
 * @throws ArchiveDownError, HttpError 503 where printing takes too long
 */
export function createShareLinks({ archive, sources, prints, program }: ShareLinksOptions) {
  return async (text: string): Promise<OpenLink | undefined> => {
    // Without an archive nobody has ever made one.
    const link = archive.state === "off" ? undefined : await archive.shares.verify(text);
    const print = link && (await printOf(link, text));
    // What is shown to nobody is kept for nobody.
    if (!print) prints.forget(text);
    return print && { id: link.id, print };
  };

  async function printOf(link: ShareLink, text: string): Promise<SharedPrint | undefined> {
    const { key, load } = await sourceOf(link);
    const found = prints.find(text, key);
    if (found) return patiently(found);
    const versions = await load();
    const draft = versions && sharedDraft(link, versions, { text, program });
    return draft && patiently(prints.print(text, key, draft));
  }

  /** An archived edition is read only where it is not printed yet: it never changes. */
  async function sourceOf({ edition }: ShareLink) {
    if (edition !== undefined) return { key: `edition ${edition}`, load: () => sources.versionsOf(edition) };
    const current = await sources.currentVersions();
    return { key: `current ${current?.key}`, load: async () => current };
  }
}

function patiently(print: Promise<SharedPrint>): Promise<SharedPrint> {
  const { promise, reject } = Promise.withResolvers<never>();
  const late = new HttpError(503, "a share link is still being printed", { "retry-after": "5" });
  const timer = setTimeout(() => reject(late), patienceMs);
  return Promise.race([print, promise]).finally(() => clearTimeout(timer));
}
