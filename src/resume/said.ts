import type { Place } from "./problem.ts";

/** What stands in the base is met again in each version: keeps what is new, and says of which version's reading it is. */
export class Said<Item extends Place> {
  readonly #texts = new Set<string>();
  readonly #format: (item: Item) => string;

  constructor(format: (item: Item) => string) {
    this.#format = format;
  }

  /** Those that were not there in a call before. `version` is the file that they were met with. */
  fresh(items: readonly Item[], version: string): Item[] {
    const fresh = items.filter(item => !this.#texts.has(this.#format(item)));
    for (const item of fresh) this.#texts.add(this.#format(item));
    return fresh.map(item => (item.file === version ? item : { ...item, version }));
  }
}
