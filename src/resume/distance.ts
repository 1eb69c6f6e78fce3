/** How many letters to add, take or change to make one text of another (Levenshtein). */
export function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let at = 0; at < to.length; at++) {
      const change = (row[at] ?? 0) + (to[at] === letter ? 0 : 1);
      next.push(Math.min(change, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Whether a name may be a slip in another: one letter of three differs, two at most. "web" and "ai" are no slips in anything. */
export function isNear(name: string, other: string): boolean {
  const letters = distance(name, other);
  return letters <= 2 && letters * 3 < name.length;
}
