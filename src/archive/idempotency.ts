import { ReusedKeyError } from "./archive.ts";
import type { Sql } from "./database.ts";

/** How long a key is known, in ms. */
const knownMs = 24 * 60 * 60 * 1000;

interface Key {
  key: string;
  digest: string;
}

/** What a call has made. */
export interface Made {
  edition: number;
  /** What was current after it. */
  activation: number | null;
}

/**
 * What an earlier call with the same key has made.
 *
 * @throws ReusedKeyError where that one was for something else
 */
export async function findMade(sql: Sql, { key, digest }: Key): Promise<Made | undefined> {
  const [found] = await sql<Made & { digest: string }>`
    SELECT edition, activation, digest FROM idempotency_keys WHERE key = ${key} AND at >= ${daysAgo()}`;
  if (found && found.digest !== digest)
    throw new ReusedKeyError(`The Idempotency-Key ${JSON.stringify(key)} was used for something else`);
  return found;
}

/** Remembers what a call has made, and forgets what is older than a day. */
export async function rememberMade(sql: Sql, { key, digest }: Key, made: Made): Promise<void> {
  await sql`DELETE FROM idempotency_keys WHERE at < ${daysAgo()}`;
  await sql`INSERT INTO idempotency_keys (key, digest, edition, activation, at)
    VALUES (${key}, ${digest}, ${made.edition}, ${made.activation}, ${new Date().toISOString()})`;
}

function daysAgo(): string {
  return new Date(Date.now() - knownMs).toISOString();
}
