import type { Bundle } from "../../resume/bundle.ts";
import type { Change } from "./schemas.ts";

/** What is different in the second bundle, as the API tells of it: in fields, and in a line each. */
export async function changesIn(
  before: Bundle | undefined,
  after: Bundle,
): Promise<(typeof Change.static)[]> {
  // Loaded only for those who publish: an instance is ready sooner.
  const { diffBundles, formatChange } = await import("../../publication/diff.ts");
  const changes = await diffBundles(before, after);
  return changes.map(change => ({ ...change, text: formatChange(change) }));
}
