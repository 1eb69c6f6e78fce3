import { fileURLToPath } from "node:url";
import type { Draft } from "./draft.ts";
import type { Edition, PrintedVersion } from "./edition.ts";
import type { Answer, Job } from "./press-process.ts";
import { deserialize } from "./serialize.ts";

/** Longer than any résumé takes; what takes longer hangs. */
const deadlineMs = 5 * 60_000;

const program = fileURLToPath(new URL("press-process.ts", import.meta.url));

/**
 * Prints an edition in another process: it takes a second and a hundred megabytes that visitors of this one shall not miss, and what
 * breaks it does not break this one. Versions of the edition before it that would be the same are not printed again.
 *
 * @throws Error that says why there is no edition
 */
export async function printApart(draft: Draft, before: Edition | undefined): Promise<Edition> {
  const wanted = new Set(draft.versions.map(({ id }) => id));
  const known = (before?.versions ?? []).filter(({ id }) => wanted.has(id));
  const answer = await ask({ draft, known: known.map(({ id }) => id) });
  if (!answer.ok) throw new Error(`Cannot print: ${answer.reason}`, { cause: answer.stack });
  const edition = deserialize(Buffer.from(answer.edition), draft.id);
  if (!edition) throw new Error("Cannot print: what came from the press is no edition");
  return { ...edition, versions: merge(draft, [...known, ...edition.versions]) };
}

function merge({ versions }: Draft, printed: readonly PrintedVersion[]): PrintedVersion[] {
  const byId = new Map(printed.map(version => [version.id, version]));
  return versions.flatMap(({ id }) => byId.get(id) ?? []);
}

function ask(job: Job): Promise<Answer> {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const press = Bun.spawn([process.execPath, "--no-env-file", program], {
    // Bun reads how views are compiled from the folder that it is started in.
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    ipc: (answer: Answer) => resolve(answer),
    serialization: "advanced",
    stdio: ["ignore", "ignore", "inherit"],
    // It needs nothing of what an instance is told; a person's own fonts are below HOME.
    env: { HOME: process.env.HOME },
    timeout: deadlineMs,
    killSignal: "SIGKILL",
    onExit(_, code, signal) {
      resolve({ ok: false, reason: `the press ended with ${signal ?? `code ${code}`}`, stack: undefined });
    },
  });
  press.send(job);
  return promise;
}
