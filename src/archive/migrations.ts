import { ArchiveDownError } from "./archive.ts";
import type { Session, Sql } from "./database.ts";

/** One step from a version of the archive to the next, in SQL that SQLite and PostgreSQL both read. Never changed once it is released. */
type Migration = (sql: Sql) => Promise<void>;

/**
 * - A file is kept once, however many editions it is in; in parts of a megabyte, so that no statement is long.
 * - An activation says what is current from then on, and `below` what a rollback of it returns to.
 * - Of a token and of a share link the archive holds a hash (SHA-256) alone.
 */
const first: Migration = async sql => {
  await sql`CREATE TABLE files (sha256 TEXT PRIMARY KEY, bytes INTEGER NOT NULL)`;
  await sql`CREATE TABLE file_parts (
    sha256 TEXT NOT NULL REFERENCES files (sha256), part INTEGER NOT NULL, content BYTEA NOT NULL,
    PRIMARY KEY (sha256, part))`;
  await sql`CREATE TABLE editions (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, note TEXT,
    repairs TEXT NOT NULL, base TEXT NOT NULL)`;
  await sql`CREATE TABLE edition_files (
    edition INTEGER NOT NULL REFERENCES editions (id), position INTEGER NOT NULL, name TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES files (sha256), PRIMARY KEY (edition, position))`;
  await sql`CREATE TABLE activations (
    id INTEGER PRIMARY KEY, edition INTEGER NOT NULL REFERENCES editions (id),
    below INTEGER REFERENCES activations (id), who TEXT NOT NULL, at TEXT NOT NULL)`;
  await sql`CREATE TABLE idempotency_keys (
    key TEXT PRIMARY KEY, digest TEXT NOT NULL, edition INTEGER NOT NULL REFERENCES editions (id),
    activation INTEGER REFERENCES activations (id), at TEXT NOT NULL)`;
  await sql`CREATE TABLE tokens (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL, at TEXT NOT NULL, used TEXT, revoked TEXT)`;
  await sql`CREATE TABLE shares (
    id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, name TEXT NOT NULL, who TEXT NOT NULL,
    edition INTEGER REFERENCES editions (id), version TEXT, reveal TEXT NOT NULL, at TEXT NOT NULL,
    expires TEXT NOT NULL, revoked TEXT, opens INTEGER NOT NULL)`;
  await sql`CREATE TABLE secrets (name TEXT PRIMARY KEY, value BYTEA NOT NULL)`;
};

export const migrations: readonly Migration[] = [first];

/**
 * Brings an archive to the newest version, in one transaction: of several programs that start at once, one does it.
 *
 * @throws ArchiveDownError where the archive is of a version that comes after all that are known here
 */
export async function migrate(session: Session, steps = migrations): Promise<void> {
  const version = (await session.hasTable("schema_version")) ? await session.read(versionOf) : 0;
  refuseNewer(version, steps.length);
  if (version === steps.length) return;
  await session.write(async sql => {
    await sql`CREATE TABLE IF NOT EXISTS schema_version (id INTEGER PRIMARY KEY, version INTEGER NOT NULL)`;
    // Changes nothing: PostgreSQL lets one program alone beyond it, and SQLite has done so already.
    await sql`UPDATE schema_version SET version = version`;
    const from = await versionOf(sql);
    refuseNewer(from, steps.length);
    for (const step of steps.slice(from)) await step(sql);
    if (from === 0) await sql`INSERT INTO schema_version VALUES (1, ${steps.length})`;
    else await sql`UPDATE schema_version SET version = ${steps.length}`;
  });
}

/** That an archive is still of the version that this program writes: another program may have changed it since. */
export async function checkVersion(sql: Sql, known = migrations.length): Promise<void> {
  refuseNewer(await versionOf(sql), known);
}

async function versionOf(sql: Sql): Promise<number> {
  const [row] = await sql<{ version: number }>`SELECT version FROM schema_version`;
  return row?.version ?? 0;
}

function refuseNewer(found: number, known: number): void {
  if (found <= known) return;
  throw new ArchiveDownError(
    `It was written by a newer Vitae (version ${found} of the archive; this one knows ${known}): use that one`,
    { fault: "newer" },
  );
}
