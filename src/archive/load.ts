import type { Sql } from "./database.ts";
import { type Counts, type End, format, formatVersion, fromPortable, type Head, type Line } from "./dump.ts";
import { headOf, keepFile } from "./files.ts";
import { migrations } from "./migrations.ts";
import { type Row, tables } from "./tables.ts";

/** What keeps a backup from being put back, in one line for its owner. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}

/** The bytes of a backup, from their start, as often as they are asked for. */
type Backup = () => ReadableStream<Uint8Array<ArrayBuffer>>;

/**
 * Reads a backup from its first line to its last, and looks whether all of it is there as it was written.
 *
 * @throws BackupError
 */
export async function checkBackup(backup: Backup): Promise<Counts> {
  const hasher = new Bun.CryptoHasher("sha256");
  const counts: Counts = {};
  let end: End | undefined;
  let number = 0;
  for await (const line of linesOf(backup)) {
    number += 1;
    const value = parse(line, number);
    if (end) throw new BackupError("something follows its last line");
    if (number === 1) refuseOthers(value);
    else if (isEnd(value)) end = value;
    else if (isLine(value)) counts[value.table] = (counts[value.table] ?? 0) + 1;
    else throw new BackupError(`line ${number} is of no known kind`);
    if (!end) hasher.update(line).update("\n");
  }
  if (!end) throw new BackupError("it is cut: its last line is missing");
  const isWhole = end.sha256 === hasher.digest("hex") && Bun.deepEquals(end.counts, counts);
  if (!isWhole)
    throw new BackupError("it was changed since it was made: what is in it does not fit its last line");
  return counts;
}

/**
 * Puts back all of a backup that was checked.
 *
 * @param sql a transaction
 * @throws BackupError where the archive is not empty, or a file in the backup is not what it was
 */
export async function load(sql: Sql, backup: Backup): Promise<void> {
  await refuseFull(sql);
  const byName = new Map(tables.map(table => [table.name, table]));
  let number = 0;
  for await (const text of linesOf(backup)) {
    number += 1;
    const line = parse(text, number);
    if (!isLine(line)) continue;
    const row = Object.fromEntries(
      Object.entries(line.row).map(([name, value]) => [name, fromPortable(value)]),
    );
    if (line.table === "files") await loadFile(sql, row);
    else await byName.get(line.table)?.insert(sql, row);
  }
}

async function loadFile(sql: Sql, { sha256, content }: Row): Promise<void> {
  const bytes = content instanceof Uint8Array ? content : new Uint8Array();
  const head = headOf("", bytes);
  if (head.sha256 !== sha256)
    throw new BackupError(`file ${sha256} is not what it was when it was published`);
  await keepFile(sql, head, bytes);
}

/** Nothing of what is in an archive is ever written over. */
async function refuseFull(sql: Sql): Promise<void> {
  const found: string[] = [];
  for (const { name, rows } of tables) {
    const { length } = await rows(sql);
    if (length > 0) found.push(`${length} in ${name}`);
  }
  if (found.length === 0) return;
  throw new BackupError(
    `the archive is not empty (${found.join(", ")}): restore into a new one, by DATA or DATABASE_URL`,
  );
}

function refuseOthers(value: unknown): void {
  // What is not there is undefined, which fits nothing.
  const head = (typeof value === "object" && value !== null ? value : {}) as Partial<Head>;
  if (head.format !== format) throw new BackupError("it is no backup of Vitae");
  const isNewer = (head.version ?? 0) > formatVersion || (head.archive ?? 0) > migrations.length;
  if (isNewer) throw new BackupError("it was made by a newer Vitae: use that one");
}

function isEnd(value: unknown): value is End {
  return (
    typeof value === "object" && value !== null && "end" in value && "counts" in value && "sha256" in value
  );
}

const known = new Set(["files", ...tables.map(({ name }) => name)]);

function isLine(value: unknown): value is Line {
  if (typeof value !== "object" || value === null || !("table" in value) || !("row" in value)) return false;
  return known.has(String(value.table)) && typeof value.row === "object" && value.row !== null;
}

function parse(line: Uint8Array, number: number): unknown {
  try {
    return JSON.parse(Buffer.from(line).toString());
  } catch {
    throw new BackupError(`line ${number} is no JSON`);
  }
}

/** The lines, without their ends. @throws BackupError where it is no gzip, or a cut one */
async function* linesOf(backup: Backup): AsyncGenerator<Uint8Array> {
  let begun: Uint8Array[] = [];
  try {
    for await (const chunk of chunksOf(backup().pipeThrough(new DecompressionStream("gzip")))) {
      let from = 0;
      for (let to = chunk.indexOf(10); to !== -1; to = chunk.indexOf(10, from)) {
        yield Buffer.concat([...begun, chunk.subarray(from, to)]);
        begun = [];
        from = to + 1;
      }
      begun.push(chunk.slice(from));
    }
  } catch (error) {
    if (error instanceof BackupError) throw error;
    throw new BackupError("it is cut, or no backup of Vitae: it cannot be unpacked");
  }
  if (begun.some(({ length }) => length > 0)) throw new BackupError("it is cut within a line");
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}
