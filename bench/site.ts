import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./stack/servers.ts";
import { type Stack, startStack } from "./stack/start-stack.ts";

/** What is measured. */
export interface Site extends AsyncDisposable {
  /** Scheme, host and port. */
  origin: string;
  /** What can be done to it; undefined for a site that somebody else runs. */
  own?: Stack & { publish(version: Version): Promise<void> };
}

/** The example résumé as it is, or with one word more. */
export type Version = "first" | "second";

interface Options {
  instances: number;
  report: (event: string) => void;
  signal: AbortSignal;
}

/** A site that runs already. */
export function otherSite(origin: string): Site {
  return { origin, [Symbol.asyncDispose]: async () => {} };
}

/**
 * Starts a stack to be measured, as `bun run stack` does, with one difference: the edge believes what connections from this
 * machine say of their users' addresses, so that each simulated user has the limits of one person.
 */
export async function ownSite({ instances, report, signal }: Options): Promise<Site> {
  const directory = mkdtempSync(join(tmpdir(), "vitae-bench-"));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  const resume = join(directory, "resume.json");
  const trusted = join(directory, "trusted-proxies.lst");
  writeFileSync(trusted, "127.0.0.0/8\n::1\n");
  write(resume, "first");
  try {
    const env = { PATH: process.env.PATH ?? "", TRUSTED_PROXIES: trusted };
    const stack = await startStack({ instances, resume, env, report, signal });
    const publish = async (version: Version) => write(resume, version);
    const stop = () => stack.stop().finally(remove);
    const origin = `http://127.0.0.1:${stack.ports.http}`;
    return { origin, own: { ...stack, publish }, [Symbol.asyncDispose]: stop };
  } catch (error) {
    remove();
    throw error;
  }
}

/** What is added to the person's title in the second edition, on each page. */
const addition = "(second edition)";

/** Whether the edge, its cache and every instance serve a version, and no other. */
export async function isServing(stack: Pick<Stack, "ports">, version: Version): Promise<boolean> {
  const pages = await Promise.all(
    [stack.ports.http, ...stack.ports.instances].map(async port => {
      const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { "accept-encoding": "br" } });
      return response.text();
    }),
  );
  return pages.every(page => page.includes(addition) === (version === "second"));
}

/** All at once, as an editor saves: nobody reads half a file. */
function write(file: string, version: Version): void {
  const resume = JSON.parse(readFileSync(join(root, "resume.json"), "utf8"));
  if (version === "second") resume.basics.label = `${resume.basics.label ?? ""} ${addition}`;
  writeFileSync(`${file}.new`, JSON.stringify(resume));
  renameSync(`${file}.new`, file);
}
