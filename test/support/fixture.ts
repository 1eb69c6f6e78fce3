/** Files that exist for one test only. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface Fixture extends Disposable {
  path: string;
  /** The path of one of its files. */
  file(name: string): string;
}

/**
 * A new directory with the given files, by path and content; removed when it goes out of scope.
 *
 * @example using directory = fixture({ "resume.json": "{}" });
 */
export function fixture(files: Record<string, string>): Fixture {
  const path = mkdtempSync(join(tmpdir(), "vitae-test-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return {
    path,
    file: name => join(path, name),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}
