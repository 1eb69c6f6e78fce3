import type { Editions } from "../edition/editions.ts";
import type { Publication, Source } from "./prepare.ts";

/** Where that comes from which an instance serves. */
export type Origin =
  | { from: "file"; file: string }
  /** `activation` is the switch that made the edition the current one. */
  | { from: "archive"; edition: number; activation: number };

/** What an instance serves at this moment. */
export interface Stage {
  readonly publication: Shown | undefined;
  readonly origin: Origin | undefined;
  /** What it was printed from: with all that is private. */
  readonly source: Source | undefined;
  show(publication: Shown, origin: Origin): void;
}

type Shown = Publication & { ok: true };

/** The stage of one instance: nothing is on it. */
export function createStage(editions: Pick<Editions, "swap">): Stage {
  let origin: Origin | undefined;
  let shown: Shown | undefined;
  return {
    get publication() {
      return shown;
    },
    get origin() {
      return origin;
    },
    get source() {
      return shown?.source;
    },
    show(publication, from) {
      editions.swap(publication.edition, { takesBack: isOlder(from, origin) });
      shown = publication;
      origin = from;
    },
  };
}

/** Whether an edition of the archive makes place for one that was published before it. */
function isOlder(to: Origin, from: Origin | undefined): boolean {
  return to.from === "archive" && from?.from === "archive" && to.edition < from.edition;
}
