import { type Change as Difference, formatChange } from "../../publication/diff.ts";
import type { Change } from "./schemas.ts";

/** What is different, as the API tells of it: in fields, and in a line each. */
export function changesOf(differences: readonly Difference[]): (typeof Change.static)[] {
  return differences.map(difference => ({ ...difference, text: formatChange(difference) }));
}
