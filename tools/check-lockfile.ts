// A lockfile with the address of a registry installs from there only; Bun writes none for the registry that each machine sets.
import { readFileSync } from "node:fs";

/** The lines of a lockfile that hold an address, as `line: text`. */
export function addressesIn(lockfile: string): string[] {
  return lockfile
    .split("\n")
    .flatMap((line, index) => (/https?:\/\//.test(line) ? [`${index + 1}: ${line.trim()}`] : []));
}

if (import.meta.main) {
  const found = addressesIn(readFileSync("bun.lock", "utf8"));
  for (const line of found) process.stdout.write(`bun.lock:${line}\n`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
