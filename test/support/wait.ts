import { until } from "../../bench/stack/until.ts";

/**
 * Waits until `condition` holds; one that throws does not hold yet. The deadline is far beyond what it takes, for a busy machine.
 *
 * @throws {Error} when it does not come to hold within `deadlineMs`
 */
export async function waitFor(
  condition: () => Promise<boolean> | boolean,
  deadlineMs = 10_000,
): Promise<void> {
  const holds = async () => {
    try {
      return await condition();
    } catch {
      return false;
    }
  };
  if (await until(holds, { deadlineMs })) return;
  throw new Error("Cannot go on: what was waited for did not happen");
}
