import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createOwner, makeToken, type Owner } from "./owner.ts";
import { root } from "./stack/servers.ts";
import { type Stack, type StackOptions, startStack } from "./stack/start-stack.ts";

/** What is measured. */
export interface Site extends AsyncDisposable {
  /** Scheme, host and port. */
  origin: string;
  /** What can be done to it; undefined for a site that somebody else runs. */
  own?: Stack & { owner: Owner };
}

export type OwnSite = Site & Required<Pick<Site, "own">>;

/** The example résumé as it is, and with one word more. */
export const versions = ["first", "second", "third", "fourth"] as const;

export type Version = (typeof versions)[number];

interface Options extends Pick<StackOptions, "without"> {
  instances: number;
  report: (event: string) => void;
  signal: AbortSignal;
  /** Of a PostgreSQL that keeps the archive. @default SQLite */
  databaseUrl?: string;
}

/** A site that runs already. */
export function otherSite(origin: string): Site {
  return { origin, [Symbol.asyncDispose]: async () => {} };
}

/**
 * Starts a stack to be measured, as `bun run stack` does, with one difference: the edge believes what connections from this
 * machine say of their users' addresses, so that each simulated user has the limits of one person.
 */
export async function ownSite({ databaseUrl, ...options }: Options): Promise<OwnSite> {
  const directory = mkdtempSync(join(tmpdir(), "vitae-bench-"));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  const trusted = join(directory, "trusted-proxies.lst");
  const data = join(directory, "data");
  writeFileSync(trusted, "127.0.0.0/8\n::1\n");
  const database = databaseUrl ? { DATABASE_URL: databaseUrl } : {};
  let stop = async () => remove();
  try {
    const env = { PATH: process.env.PATH ?? "", TRUSTED_PROXIES: trusted, ...database };
    const stack = await startStack({ ...options, data, env });
    stop = () => stack.stop().finally(remove);
    const origin = `http://127.0.0.1:${stack.ports.http}`;
    const owner = createOwner({ origin, token: await makeToken({ data, databaseUrl }) });
    return { origin, own: { ...stack, owner }, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What is added to the person's title, on each page, in all but the first. */
const additionOf = (version: Version) => `(${version} edition)`;

/** Publishes a version, as its owner does. @throws {Error} with the answer where it is not published */
export async function publish({ owner }: { owner: Owner }, version: Version): Promise<void> {
  const sent = await owner.publish(resumeOf(version));
  if (sent.edition === undefined) throw new Error(`Cannot publish the ${version} edition: ${sent.why}`);
}

/** Whether the edge, its cache and every instance serve a version, and no other. */
export async function isServing(stack: Pick<Stack, "ports">, version: Version): Promise<boolean> {
  const pages = await Promise.all(
    [stack.ports.http, ...stack.ports.instances].map(async port => {
      const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { "accept-encoding": "br" } });
      return response.text();
    }),
  );
  return pages.every(page => versionOf(page) === version);
}

function versionOf(page: string): Version {
  return versions.find(version => page.includes(additionOf(version))) ?? "first";
}

function resumeOf(version: Version): string {
  const resume = JSON.parse(readFileSync(join(root, "resume.json"), "utf8"));
  if (version !== "first") resume.basics.label = `${resume.basics.label ?? ""} ${additionOf(version)}`;
  return JSON.stringify(resume);
}
