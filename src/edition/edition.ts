import type { Representation } from "../http/representation.ts";

/**
 * One immutable set of every representation that the site serves, made from one résumé. Content-addressed: the same résumé
 * and the same program give the same id on every instance.
 */
export interface Edition {
  /** 16 hexadecimal digits. */
  id: string;
  /** Whose résumé it is. */
  name: string;
  /** Everything that can be asked for, by its path. */
  representations: ReadonlyMap<string, Representation>;
  /** What a visitor sees instead, by the status. */
  errorPages: ReadonlyMap<number, Representation>;
  /** The CSP source of the one stylesheet that its pages hold. */
  styleHash: string;
}
