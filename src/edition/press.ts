import { Apart } from "../apart.ts";
import { messageOf } from "../message-of.ts";
import type { Draft } from "./draft.ts";
import type { Edition, PrintedVersion } from "./edition.ts";
import { deserialize } from "./serialize.ts";

export interface Job {
  draft: Draft;
  /** Ids of versions that are printed already. */
  known: string[];
}

/** Printing takes a second and a hundred megabytes, which visitors shall not miss. It is kept for the owner's next save. */
const press = new Apart<Job, Uint8Array>({
  name: "the press",
  program: new URL("press-process.ts", import.meta.url),
  idleMs: 10_000,
  // Whoever is served at the same moment goes first.
  niceness: 10,
});

/** Longer than any résumé takes; what takes longer hangs. */
const deadlineMs = 5 * 60_000;

/**
 * Prints an edition in another process. Versions of the edition before it that would be the same are not printed again.
 *
 * @throws Error that says why there is no edition
 */
export async function printApart(draft: Draft, before: Edition | undefined): Promise<Edition> {
  const wanted = new Set(draft.versions.map(({ id }) => id));
  // What could not be printed then may be now.
  const known = (before?.versions ?? []).filter(({ id, isComplete }) => isComplete && wanted.has(id));
  const bytes = await press.ask({ draft, known: known.map(({ id }) => id) }, deadlineMs).catch(refuse);
  const edition =
    deserialize(Buffer.from(bytes), draft.id) ?? refuse("what came from the press is no edition");
  return { ...edition, versions: merge(draft, [...known, ...edition.versions]) };
}

function refuse(cause: unknown): never {
  throw new Error(`Cannot print: ${messageOf(cause)}`, { cause });
}

function merge({ versions }: Draft, printed: readonly PrintedVersion[]): PrintedVersion[] {
  const byId = new Map(printed.map(version => [version.id, version]));
  return versions.flatMap(({ id }) => byId.get(id) ?? []);
}
