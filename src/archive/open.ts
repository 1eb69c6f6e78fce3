import type { Log } from "../telemetry/log.ts";
import type { Archive } from "./archive.ts";
import { editionsIn } from "./editions.ts";
import { type KeepOptions, type Kept, keepOpen } from "./keep.ts";
import { checkVersion, migrate } from "./migrations.ts";
import { postgresAt } from "./postgres.ts";
import { sharesIn } from "./shares.ts";
import { sqliteIn } from "./sqlite.ts";
import { tokensIn } from "./tokens.ts";

export interface ArchiveOptions {
  /** `postgres://user@host:5432/database`; without it, SQLite. */
  databaseUrl?: string | undefined;
  /** A file that holds the password which is not in `databaseUrl`. */
  databasePasswordFile?: string | undefined;
  /** The folder of `vitae.sqlite`. */
  data: string;
  log: Log;
  metrics?: KeepOptions["metrics"];
  /** Whether an archive is made where there is none; of PostgreSQL, its tables always are. @default true */
  mayCreate?: boolean;
}

/** Opens the archive in the background, and again where it was lost: it is "down" until it is there. Throws nothing. */
export function openArchive(options: ArchiveOptions): Archive {
  const kept = keepDatabase(options);
  return {
    get state() {
      return kept.state;
    },
    get reason() {
      return kept.reason;
    },
    tried: kept.tried,
    editions: editionsIn(kept),
    tokens: tokensIn(kept),
    shares: sharesIn(kept),
    now: () => kept.use(session => session.now()),
    close: kept.close,
  };
}

/** The database below an archive, for what reads or writes all of it. */
export function keepDatabase(options: ArchiveOptions): Kept {
  const { databaseUrl, databasePasswordFile, data, log, metrics, mayCreate = true } = options;
  const database = databaseUrl
    ? postgresAt(databaseUrl, { passwordFile: databasePasswordFile })
    : sqliteIn(data, { mayCreate });
  return keepOpen(database, { log, metrics, prepare: migrate, check: checkVersion });
}
