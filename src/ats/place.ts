/** Which of the places where its text occurs is a field's own. */

/** A field's text at a place: letters from `start` to before `end`. */
export interface Occurrence {
  field: number;
  start: number;
  end: number;
}

/** Occurrences one after the other, of fields in their order. */
interface Chain<Place extends Occurrence> {
  last: Place;
  before: Chain<Place> | undefined;
  weight: number;
}

/**
 * Chooses a place for each field so that the fields stand in their order, no two of them overlap, and as much text as
 * possible has a place: a "Lead" that was lost does not take the one of "Team Lead". Fields without a place are left out.
 * For n occurrences it takes n log n steps.
 */
export function placeInOrder<Place extends Occurrence>(occurrences: readonly Place[]): Map<number, Place> {
  const heaviest = new HeaviestBefore<Place>(
    occurrences.reduce((most, { field }) => Math.max(most, field + 1), 0),
  );
  const byEnd = occurrences.toSorted((a, b) => a.end - b.end).values();
  const chains = new Map<Place, Chain<Place>>();
  let ended = byEnd.next();
  for (const last of occurrences.toSorted((a, b) => a.start - b.start)) {
    for (; !ended.done && ended.value.end <= last.start; ended = byEnd.next())
      heaviest.add(chains.get(ended.value));
    const before = heaviest.of(last.field);
    // A letter more for each: of equal texts, those in more fields.
    chains.set(last, { last, before, weight: (before?.weight ?? 0) + last.end - last.start + 1 });
  }
  let chain: Chain<Place> | undefined;
  for (const other of chains.values()) if (other.weight > (chain?.weight ?? 0)) chain = other;
  const places = new Map<number, Place>();
  for (; chain; chain = chain.before) places.set(chain.last.field, chain.last);
  return places;
}

/** The heaviest chain that ends in a field before a given one (a Fenwick tree of maxima). */
class HeaviestBefore<Place extends Occurrence> {
  readonly #tree: (Chain<Place> | undefined)[];

  constructor(fields: number) {
    this.#tree = Array.from({ length: fields + 1 });
  }

  add(chain: Chain<Place> | undefined): void {
    if (!chain) return;
    for (let at = chain.last.field + 1; at < this.#tree.length; at += at & -at)
      if (chain.weight > (this.#tree[at]?.weight ?? 0)) this.#tree[at] = chain;
  }

  of(field: number): Chain<Place> | undefined {
    let heaviest: Chain<Place> | undefined;
    for (let at = field; at > 0; at -= at & -at) {
      const chain = this.#tree[at];
      if ((chain?.weight ?? 0) > (heaviest?.weight ?? 0)) heaviest = chain;
    }
    return heaviest;
  }
}
