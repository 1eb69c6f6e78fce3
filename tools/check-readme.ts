// A reader copies commands out of the README: each must exist.
import { existsSync, readFileSync } from "node:fs";

/** What `bun run …` and `npm run …` name in a text that is neither a script nor an existing file. */
export function unknownCommands(
  text: string,
  scripts: Record<string, string>,
  exists: (file: string) => boolean,
): string[] {
  const named = [...text.matchAll(/\b(?:bun|npm) run ([\w:./-]*\w)/g)].map(([, name = ""]) => name);
  return [...new Set(named)].filter(name => !(name in scripts) && !exists(name));
}

if (import.meta.main) {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  const readme = existsSync("README.md") ? readFileSync("README.md", "utf8") : "";
  const unknown = unknownCommands(readme, scripts, existsSync);
  if (!readme) process.stdout.write("Cannot find README.md\n");
  for (const name of unknown)
    process.stdout.write(`README.md names "run ${name}", which package.json does not have\n`);
  process.exitCode = readme && unknown.length === 0 ? 0 : 1;
}
