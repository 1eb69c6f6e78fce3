import { type Change, formatChange } from "../publication/diff.ts";
import { printable } from "../resume/preview.ts";
import { painted, say } from "./terminal.ts";

const styles = { added: "green", removed: "red", changed: "yellow", moved: "cyan" } as const;

/** What is different, a line each, below the file that it is in. */
export function sayChanges(title: string, changes: readonly Change[]): void {
  say(`${painted("bold", title)} (${changes.length})`);
  const inFiles = Map.groupBy(changes, ({ file, path }) => (path === "" ? "" : file));
  for (const [file, inFile] of inFiles) {
    if (file !== "") say(`  ${printable(file)}`);
    const indent = file === "" ? "  " : "    ";
    for (const change of inFile) say(`${indent}${painted(styles[change.kind], formatChange(change))}`);
  }
  say();
}
