import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Glob } from "bun";
import manifest from "../../package.json" with { type: "json" };
import { fingerprint } from "./fingerprint.ts";

/** The program's version, as package.json has it. */
export const version = manifest.version;

/**
 * A fingerprint of what the program prints with: its own sources, its stylesheet and the versions of its packages. Two
 * instances of different programs thus never call different bytes the same edition.
 */
export function programFingerprint(): string {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const files = [...new Glob("{src,views,assets}/**/*.{ts,tsx,css,typ}").scanSync({ cwd: root })].sort();
  return fingerprint(
    ...[...files, "package.json", "bun.lock"].flatMap(file => [file, readFileSync(`${root}${file}`)]),
  );
}
