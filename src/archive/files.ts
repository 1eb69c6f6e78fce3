import type { Sql } from "./database.ts";

/** A statement carries at most so many bytes of a file, so that none takes long. */
const partBytes = 1_000_000;

export interface FileHead {
  name: string;
  bytes: number;
  sha256: string;
}

export function headOf(name: string, content: Uint8Array): FileHead {
  const sha256 = new Bun.CryptoHasher("sha256").update(content).digest("hex");
  return { name, bytes: content.byteLength, sha256 };
}

/** Keeps a file, unless it is there already. Files are never removed. */
export async function keepFile(
  sql: Sql,
  { sha256, bytes }: Omit<FileHead, "name">,
  content: Uint8Array,
): Promise<void> {
  const found = await sql`SELECT 1 FROM files WHERE sha256 = ${sha256}`;
  if (found.length > 0) return;
  // Another one may keep the same file at this moment: PostgreSQL waits until that is decided.
  const made =
    await sql`INSERT INTO files VALUES (${sha256}, ${bytes}) ON CONFLICT DO NOTHING RETURNING sha256`;
  if (made.length === 0) return;
  for (let part = 0; part * partBytes < bytes; part++) {
    const piece = content.slice(part * partBytes, (part + 1) * partBytes);
    await sql`INSERT INTO file_parts VALUES (${sha256}, ${part}, ${piece})`;
  }
}

export async function readFile(sql: Sql, { sha256, bytes }: Omit<FileHead, "name">): Promise<Uint8Array> {
  const content = new Uint8Array(bytes);
  for (let part = 0; part * partBytes < bytes; part++) {
    const [row] = await sql<{ content: Uint8Array }>`
      SELECT content FROM file_parts WHERE sha256 = ${sha256} AND part = ${part}`;
    if (!row) throw new Error(`Cannot read file ${sha256}: part ${part} is missing in the archive`);
    content.set(row.content, part * partBytes);
  }
  return content;
}
