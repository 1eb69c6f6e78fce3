import { catalogueOf } from "./catalogue/catalogues.ts";
import { english } from "./catalogue/en.ts";
import type { Labels } from "./catalogue/labels.ts";
import type { Resume } from "./schema.ts";
import { type Direction, directionOf } from "./script.ts";

/** What a view needs in order to write in one language. */
export interface Words {
  /** A tag of BCP 47, for `lang` and for `Intl`. */
  language: string;
  direction: Direction;
  labels: Labels;
}

/** The words of a résumé: its language's, or English ones, and its own labels (`meta.vitae.labels`) where it has some. */
export function wordsOf({ meta }: Pick<Resume, "meta">): Words {
  const language = meta?.vitae?.language ?? "en";
  return {
    language,
    direction: directionOf(language),
    labels: { ...(catalogueOf(language) ?? english), ...meta?.vitae?.labels },
  };
}
