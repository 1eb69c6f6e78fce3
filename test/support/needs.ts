/** How a test file says that it needs a program which not every machine has. */
import { describe } from "bun:test";
import { findPart, type PartName } from "../../tools/debian.ts";
import { engine, hasEngine } from "../../tools/engine.ts";

/**
 * `describe` for tests that need the named part of tools/debian.ts. Where the machine lacks it, the tests are skipped under
 * a name that says why; the end of the test run counts them by that name.
 *
 * @example describeWith("chromium", "the page in a browser", () => { test(…) });
 */
export function describeWith(part: PartName, name: string, body: () => void): void {
  if (findPart(part)) describe(name, body);
  else describe.skip(`${name} ${needs(part)}`, body);
}

/** `describe` for tests that need a container engine with Compose; skipped like the others where none answers. */
export function describeWithEngine(name: string, body: () => void): void {
  if (hasEngine()) describe(name, body);
  else describe.skip(`${name} ${needs(engine.name)}`, body);
}

/** The words that mark a skipped group; tools/junit.ts looks for them. */
function needs(part: PartName | typeof engine.name): string {
  return `(needs ${part})`;
}

/** The path of a part's program, for tests inside `describeWith`. */
export function programOf(part: PartName): string {
  const file = findPart(part);
  if (!file)
    throw new Error(`Cannot find ${part}: wrap the tests that need it in describeWith("${part}", …)`);
  return file;
}
