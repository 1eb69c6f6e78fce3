/**
 * The entity tag of what the next switch of the current edition will change: a publication says by it what it has seen.
 *
 * @param latest the latest switch; 0 or undefined where nothing was ever current
 */
export function switchTag(latest: number | undefined): string {
  return `"switch-${latest ?? 0}"`;
}
