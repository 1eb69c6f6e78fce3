import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { NewShareLink, ShareArchive, ShareLink } from "./archive.ts";
import type { Session, Sql } from "./database.ts";
import type { Kept } from "./keep.ts";
import { hash } from "./secret.ts";

export function sharesIn({ use, read, write }: Pick<Kept, "use" | "read" | "write">): ShareArchive {
  return {
    create: link => write(sql => create(sql, link)),
    list: () => read(async sql => (await sql<Row>`SELECT * FROM shares ORDER BY id`).map(toLink)),
    verify: async text => (isFormed(text) ? use(session => verify(session, text)) : undefined),
    countOpen: id =>
      write(async sql => {
        await sql`UPDATE shares SET opens = opens + 1 WHERE id = ${id}`;
      }),
    revoke: id =>
      write(async sql => {
        const at = new Date().toISOString();
        const revoked =
          await sql`UPDATE shares SET revoked = ${at} WHERE id = ${id} AND revoked IS NULL RETURNING id`;
        return revoked.length > 0;
      }),
  };
}

async function create(sql: Sql, link: NewShareLink): Promise<{ link: ShareLink; text: string }> {
  const { name, who, edition, version, reveal } = link;
  const expires = new Date(link.expires).toISOString();
  const text = signed(randomBytes(idBytes), expires, await makeKey(sql));
  const [next] = await sql<{ id: number }>`SELECT COALESCE(MAX(id), 0) + 1 AS id FROM shares`;
  const id = next?.id ?? 1;
  const at = new Date().toISOString();
  await sql`INSERT INTO shares (id, hash, name, who, edition, version, reveal, at, expires, opens)
    VALUES (${id}, ${hash(text)}, ${name}, ${who}, ${edition ?? null}, ${version ?? null},
      ${JSON.stringify(reveal)}, ${at}, ${expires}, 0)`;
  return { link: { ...link, id, at, expires, revoked: undefined, opens: 0 }, text };
}

/** Nobody asks the archive who has no signature of ours: the key is kept as long as the session is. */
async function verify(session: Session, text: string): Promise<ShareLink | undefined> {
  const key = keys.get(session) ?? (await session.read(findKey));
  if (!key) return undefined;
  keys.set(session, key);
  if (!isSigned(text, key)) return undefined;
  const [row] = await session.read(
    sql => sql<Row>`SELECT * FROM shares WHERE hash = ${hash(text)} AND revoked IS NULL`,
  );
  return row && Date.parse(row.expires) > (await session.now()) ? toLink(row) : undefined;
}

const keys = new WeakMap<Session, Uint8Array>();

async function findKey(sql: Sql): Promise<Uint8Array | undefined> {
  const [found] = await sql<{ value: Uint8Array }>`SELECT value FROM secrets WHERE name = 'shares'`;
  return found?.value;
}

/** The key that signs, made when the first link is. */
async function makeKey(sql: Sql): Promise<Uint8Array> {
  const found = await findKey(sql);
  if (found) return found;
  const key = randomBytes(32);
  await sql`INSERT INTO secrets (name, value) VALUES ('shares', ${key})`;
  return key;
}

const idBytes = 16;
const expiryBytes = 5;
const signatureBytes = 24;

/** Random bits, when it expires (seconds since 1970), and the start of an HMAC-SHA-256 of both: 45 bytes, 60 characters. */
function signed(id: Uint8Array, expires: string, key: Uint8Array): string {
  const content = Buffer.alloc(idBytes + expiryBytes);
  content.set(id);
  content.writeUIntBE(Math.ceil(Date.parse(expires) / 1000), idBytes, expiryBytes);
  return Buffer.concat([content, sign(content, key)]).toString("base64url");
}

/** Whether it can be a link's text, for all that can be told without the key: of anything else no database is asked. */
function isFormed(text: string): boolean {
  return /^[\w-]{60}$/.test(text);
}

function isSigned(text: string, key: Uint8Array): boolean {
  const bytes = Buffer.from(text, "base64url");
  const content = bytes.subarray(0, idBytes + expiryBytes);
  return timingSafeEqual(bytes.subarray(content.length), sign(content, key));
}

function sign(content: Uint8Array, key: Uint8Array): Uint8Array {
  return createHmac("sha256", key).update(content).digest().subarray(0, signatureBytes);
}

interface Row {
  id: number;
  name: string;
  who: string;
  edition: number | null;
  version: string | null;
  reveal: string;
  at: string;
  expires: string;
  revoked: string | null;
  opens: number;
}

function toLink({ id, name, who, edition, version, reveal, at, expires, revoked, opens }: Row): ShareLink {
  const none = <Value>(value: Value | null) => value ?? undefined;
  return {
    ...{ id, name, who, at, expires, opens },
    edition: none(edition),
    version: none(version),
    reveal: JSON.parse(reveal),
    revoked: none(revoked),
  };
}
