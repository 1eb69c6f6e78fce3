import type { Archive, ShareLink } from "../archive/archive.ts";
import { HttpError } from "../http/http-error.ts";
import type { Source } from "../publication/prepare.ts";
import type { Prints, SharedPrint } from "./prints.ts";
import { sharedDraft } from "./shared-draft.ts";

/** What share links show something of. */
export interface SharedSources {
  /** What the current edition is printed from: the same object as long as nothing else is shown. Undefined where nothing is. */
  currentVersions(): Promise<Source | undefined>;
  /** What an archived edition is printed from; undefined where there is none of this number. */
  versionsOf(edition: number): Promise<Source | undefined>;
}

interface ShareLinksOptions {
  archive: Pick<Archive, "shares" | "state">;
  sources: SharedSources;
  prints: Prints;
  /** A fingerprint of the program that prints. */
  program: string;
}

/** A share link that is good at this moment, and what it shows. */
interface OpenLink {
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
    // An archived edition never changes: it is read only where it is not printed yet.
    const from = link.edition ?? (await sources.currentVersions());
    if (from === undefined) return undefined;
    const found = prints.find(text, from);
    if (found) return patiently(found);
    const source = typeof from === "number" ? await sources.versionsOf(from) : from;
    const draft = source && sharedDraft(link, source, { text, program });
    return draft && patiently(prints.print(text, from, draft));
  }
}

function patiently(print: Promise<SharedPrint>): Promise<SharedPrint> {
  const { promise, reject } = Promise.withResolvers<never>();
  const late = new HttpError(503, "a share link is still being printed", { "retry-after": "5" });
  const timer = setTimeout(() => reject(late), patienceMs);
  return Promise.race([print, promise]).finally(() => clearTimeout(timer));
}
