import { agree } from "./agree.ts";
import { CommandError, type ExitCode } from "./command-line.ts";
import { sayChanges } from "./say-changes.ts";
import type { Site } from "./site.ts";
import { painted, say } from "./terminal.ts";

/** Makes an archived edition the current one, after it was shown what that changes, and asked. */
export async function switchTo(site: Site, id: number, { yes }: { yes: boolean }): Promise<ExitCode> {
  const now = await site.current();
  if (id === now.edition) throw new CommandError(`Edition ${id} is the current one already`);
  if (!(await site.edition(id)))
    throw new CommandError(`There is no edition ${id}: \`bun run editions\` lists them`);
  await sayDifference(site, id, now.edition);
  const answer = await agree(`Make edition ${id} the current one?`, yes);
  if (answer !== undefined) return answer;
  await site.activate(id, now.activation);
  sayCurrent(id, now.edition);
  return 0;
}

export async function sayDifference(site: Site, id: number, current: number | undefined): Promise<void> {
  const changes = await site.compare(id);
  const from = current === undefined ? "" : `, seen from edition ${current}`;
  if (changes.length > 0) sayChanges(`What edition ${id} changes${from}`, changes);
  else say(`Edition ${id} says the same as edition ${current}\n`);
}

export function sayCurrent(id: number, before: number | undefined): void {
  say(painted("green", `✓ Edition ${id} is the current one`));
  if (before !== undefined) say(`  Undo this:  bun run publish --edition ${before}`);
}
