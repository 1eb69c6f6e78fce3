import type { Draft } from "../edition/draft.ts";
import type { Edition } from "../edition/edition.ts";
import { type Resource, resourcesOf, sizeOf, sourcesOf } from "../edition/resources.ts";
import { securityHeaders } from "../http/security.ts";
import type { Source } from "../publication/prepare.ts";

/** What is printed for one share link, by its paths. */
export type SharedPrint = ReadonlyMap<string, Resource>;

export interface Prints {
  /**
   * What was printed, or is being printed, for a link's text.
   *
   * @param from what it was printed from, or its number
   */
  find(text: string, from: Source | number): Promise<SharedPrint> | undefined;
  /** Prints a draft for a link's text; once, however many ask for it. */
  print(text: string, from: Source | number, draft: Draft): Promise<SharedPrint>;
  forget(text: string): void;
}

export interface PrintsOptions {
  /** Whether visitors reach the site by https. */
  https: boolean;
  /** @throws Error that says why there is no edition */
  printEdition: (draft: Draft) => Promise<Edition>;
  /** @default 20 */
  maxCount?: number;
  /** Of all bodies. One print may have more: it is kept until another one comes. @default 64 MiB */
  maxBytes?: number;
}

interface Entry {
  from: Source | number;
  draftId: string;
  printed: Promise<SharedPrint>;
  sizeBytes: number;
}

/** Holds what share links show, in the memory of this instance and nowhere else. What was asked for longest ago goes first. */
export function createPrints({
  https,
  printEdition,
  maxCount = 20,
  maxBytes = 64 * 1024 * 1024,
}: PrintsOptions): Prints {
  const entries = new Map<string, Entry>();
  return {
    find(text, from) {
      const entry = entries.get(text);
      if (entry?.from !== from) return undefined;
      entries.delete(text);
      entries.set(text, entry);
      return entry.printed;
    },
    print(text, from, draft) {
      const known = entries.get(text);
      if (known?.draftId === draft.id) {
        // What else was published has nothing to do with it.
        known.from = from;
        return known.printed;
      }
      const edition = printEdition(draft);
      const entry: Entry = { from, draftId: draft.id, printed: edition.then(prepare), sizeBytes: 0 };
      entries.delete(text);
      entries.set(text, entry);
      void edition.then(
        ({ versions }) => {
          entry.sizeBytes = versions.reduce((sum, version) => sum + sizeOf(version), 0);
          forgetOldest();
        },
        () => {
          // What failed may succeed the next time.
          if (entries.get(text) === entry) entries.delete(text);
        },
      );
      forgetOldest();
      return entry.printed;
    },
    forget: text => void entries.delete(text),
  };

  function prepare(edition: Edition): SharedPrint {
    return resourcesOf(edition, securityHeaders({ https, ...sourcesOf(edition) }));
  }

  function forgetOldest(): void {
    let sizeBytes = [...entries.values()].reduce((sum, entry) => sum + entry.sizeBytes, 0);
    for (const [text, entry] of entries) {
      const isWithin = entries.size <= maxCount && sizeBytes <= maxBytes;
      if (isWithin || entries.size === 1) return;
      entries.delete(text);
      sizeBytes -= entry.sizeBytes;
    }
  }
}
