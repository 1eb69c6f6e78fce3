import type { Kept } from "../archive/keep.ts";
import { keepDatabase } from "../archive/open.ts";
import { readConfig } from "../config.ts";
import { createLog } from "../telemetry/log.ts";
import { CommandError } from "./command-line.ts";

/** For every command's `--help` that works on all of an archive. */
export const whichArchive =
  "It works on this machine's archive, which the site's own settings name (DATA, DATABASE_URL).";

/**
 * Does something with all of the archive that the site's settings name.
 *
 * @param options.mayCreate whether an archive is made where there is none
 * @throws CommandError, ConfigError, ArchiveDownError
 */
export async function withArchive<Result>(
  options: { mayCreate: boolean },
  work: (kept: Kept) => Promise<Result>,
): Promise<Result> {
  if (process.env.VITAE_URL?.trim())
    throw new CommandError(
      "Cannot do this from elsewhere: it is done where the site's archive is; without VITAE_URL it is this machine's",
    );
  const { data, databaseUrl, databasePasswordFile } = readConfig(process.env);
  if (data === undefined) throw new CommandError("There is no archive: DATA is none");
  const log = createLog({ write: () => {}, pretty: false });
  const kept = keepDatabase({ data, databaseUrl, databasePasswordFile, log, ...options });
  try {
    return await work(kept);
  } finally {
    await kept.close();
  }
}

/** What a backup holds, in words: `3 editions, 1 token, 2 share links`. */
export function inWords(counts: Record<string, number>): string {
  const count = (name: string, one: string, more: string) => {
    const number = counts[name] ?? 0;
    return `${number} ${number === 1 ? one : more}`;
  };
  return [
    count("editions", "edition", "editions"),
    count("tokens", "token", "tokens"),
    count("shares", "share link", "share links"),
  ].join(", ");
}
