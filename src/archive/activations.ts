import { type Activation, ConflictError } from "./archive.ts";
import type { Sql } from "./database.ts";

/** An activation, and the one that a rollback of it returns to. */
interface Switch extends Activation {
  below: number | null;
}

/**
 * The latest switch, where it is the one that the caller has seen as the latest.
 *
 * @param expected its number, 0 for none; undefined for whatever it is
 * @throws ConflictError
 */
export async function latestSwitch(sql: Sql, expected?: number): Promise<Switch | undefined> {
  const [found] =
    await sql<Switch>`SELECT id, edition, below, who, at FROM activations ORDER BY id DESC LIMIT 1`;
  const id = found?.id ?? 0;
  if (expected !== undefined && expected !== id) throw new ConflictError(id);
  return found;
}

export async function findSwitch(sql: Sql, id: number): Promise<Switch | undefined> {
  const [found] = await sql<Switch>`SELECT id, edition, below, who, at FROM activations WHERE id = ${id}`;
  return found;
}

/**
 * Makes an edition the current one. The number of the switch is the one after `latest`: of two that would come after the same one,
 * the database takes one alone.
 */
export async function switchTo(
  sql: Sql,
  next: { edition: number; below: number | undefined; who: string; after: Activation | undefined },
): Promise<Activation> {
  const { edition, below, who, after } = next;
  const id = (after?.id ?? 0) + 1;
  const at = new Date().toISOString();
  await sql`INSERT INTO activations (id, edition, below, who, at)
    VALUES (${id}, ${edition}, ${below ?? null}, ${who}, ${at})`;
  return { id, edition, who, at };
}

export function toActivation({ id, edition, who, at }: Switch): Activation {
  return { id, edition, who, at };
}
