/** Reading Bun's JUnit report: how many tests passed, failed and were skipped, and which were skipped for want of a program. */

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** Names of the skipped tests by the program that they need (test/support/needs.ts). */
  skippedFor: Map<string, string[]>;
}

/** Counts the test cases of a JUnit report; markup inside of names and messages is escaped there, so tags can be trusted. */
export function tallyReport(xml: string): Tally {
  const tally: Tally = { passed: 0, failed: 0, skipped: 0, skippedFor: new Map() };
  for (const [, attributes = "", body = ""] of xml.matchAll(
    /<testcase ([^>]*?)(?:\/>|>(.*?)<\/testcase>)/gs,
  )) {
    if (/<(?:failure|error)\b/.test(body)) tally.failed++;
    else if (body.includes("<skipped")) skip(tally, attributes);
    else tally.passed++;
  }
  return tally;
}

function skip(tally: Tally, attributes: string): void {
  const name = /\bname="([^"]*)"/.exec(attributes)?.[1] ?? "";
  // Bun reports the hooks of a skipped group like tests, under this name.
  if (name === "(unnamed)") return;
  tally.skipped++;
  const need = /\(needs ([\w-]+)\)/.exec(attributes)?.[1];
  if (need) tally.skippedFor.set(need, [...(tally.skippedFor.get(need) ?? []), name]);
}

/** The line that ends a test run. */
export function closingLine({
  passed,
  failed,
  skipped,
}: Pick<Tally, "passed" | "failed" | "skipped">): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
