import { randomBytes, timingSafeEqual } from "node:crypto";
import type { Token, TokenArchive } from "./archive.ts";
import type { Sql } from "./database.ts";
import type { Kept } from "./keep.ts";
import { hash } from "./secret.ts";

/** `vitae_`, the number that finds its row, and 256 random bits as base64url. */
const pattern = /^vitae_(\d{1,9})_([\w-]{43})$/;

export function tokensIn({ read, write }: Pick<Kept, "read" | "write">): TokenArchive {
  return {
    create: name => write(sql => create(sql, name)),
    list: () => read(async sql => (await sql<Row>`SELECT * FROM tokens ORDER BY id`).map(toToken)),
    async verify(text) {
      const [, number, secret] = pattern.exec(text) ?? [];
      if (!number || !secret) return undefined;
      const id = Number(number);
      const [row] = await read(sql => sql<Row>`SELECT * FROM tokens WHERE id = ${id} AND revoked IS NULL`);
      if (!row || !timingSafeEqual(Buffer.from(row.hash), Buffer.from(hash(secret)))) return undefined;
      const day = new Date().toISOString().slice(0, 10);
      if (row.used === day) return toToken(row);
      // It lets in also where this cannot be kept: on a full disk, somebody may have to look.
      await write(sql => sql`UPDATE tokens SET used = ${day} WHERE id = ${id}`).catch(() => undefined);
      return toToken({ ...row, used: day });
    },
    revoke: id =>
      write(async sql => {
        const at = new Date().toISOString();
        const revoked =
          await sql`UPDATE tokens SET revoked = ${at} WHERE id = ${id} AND revoked IS NULL RETURNING id`;
        return revoked.length > 0;
      }),
  };
}

async function create(sql: Sql, name: string): Promise<{ token: Token; text: string }> {
  const [next] = await sql<{ id: number }>`SELECT COALESCE(MAX(id), 0) + 1 AS id FROM tokens`;
  const id = next?.id ?? 1;
  const at = new Date().toISOString();
  const secret = randomBytes(32).toString("base64url");
  await sql`INSERT INTO tokens (id, name, hash, at) VALUES (${id}, ${name}, ${hash(secret)}, ${at})`;
  return { token: { id, name, at, used: undefined, revoked: undefined }, text: `vitae_${id}_${secret}` };
}

interface Row {
  id: number;
  name: string;
  hash: string;
  at: string;
  used: string | null;
  revoked: string | null;
}

function toToken({ id, name, at, used, revoked }: Row): Token {
  return { id, name, at, used: used ?? undefined, revoked: revoked ?? undefined };
}
