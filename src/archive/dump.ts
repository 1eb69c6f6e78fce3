/**
 * An archive as one stream, the same for both databases: gzip, in it JSON lines. The first says what it is; each further one is a row;
 * the last one counts the rows and has a hash of all before it, so that what was cut or changed is known.
 */

import type { Sql, Value } from "./database.ts";
import { type FileHead, readFile } from "./files.ts";
import { migrations } from "./migrations.ts";
import { type Row, tables } from "./tables.ts";

export const format = "vitae archive";
export const formatVersion = 1;

export interface Head {
  format: string;
  version: number;
  /** The version of the archive that it was made of. */
  archive: number;
  at: string;
}

export interface Line {
  table: string;
  /** Bytes are `{"base64": "…"}` in it. */
  row: Record<string, unknown>;
}

/** How many rows there are of each table. */
export type Counts = Record<string, number>;

export interface End {
  end: true;
  counts: Counts;
  /** SHA-256 of all bytes before this line, in hexadecimal. */
  sha256: string;
}

/**
 * Each line of an archive.
 *
 * @param sql sees what there is in one moment
 * @returns how many rows there are of each table
 */
export async function* dump(sql: Sql): AsyncGenerator<string, Counts> {
  const hasher = new Bun.CryptoHasher("sha256");
  const counts: Counts = {};
  const lineOf = (value: Head | Line) => {
    const line = `${JSON.stringify(value)}\n`;
    hasher.update(line);
    return line;
  };

  yield lineOf({ format, version: formatVersion, archive: migrations.length, at: new Date().toISOString() });
  for await (const [table, row] of allRows(sql)) {
    counts[table] = (counts[table] ?? 0) + 1;
    const portable = Object.entries(row).map(([name, value]) => [name, toPortable(value)]);
    yield lineOf({ table, row: Object.fromEntries(portable) });
  }
  const end: End = { end: true, counts, sha256: hasher.digest("hex") };
  yield `${JSON.stringify(end)}\n`;
  return counts;
}

async function* allRows(sql: Sql): AsyncGenerator<[table: string, row: Row]> {
  const files = await sql<Omit<FileHead, "name">>`SELECT sha256, bytes FROM files ORDER BY sha256`;
  for (const { sha256, bytes } of files) {
    yield ["files", { sha256, content: await readFile(sql, { sha256, bytes }) }];
  }
  for (const { name, rows } of tables) {
    for (const row of await rows(sql)) yield [name, row];
  }
}

/** JSON has no bytes: they stand there as an object. */
function toPortable(value: Value): unknown {
  return value instanceof Uint8Array ? { base64: Buffer.from(value).toString("base64") } : value;
}

/** What toPortable made of a value. @throws Error where it is none */
export function fromPortable(value: unknown): Value {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  if (typeof value === "object" && "base64" in value && typeof value.base64 === "string")
    return Buffer.from(value.base64, "base64");
  throw new Error("a value is of no known kind");
}
