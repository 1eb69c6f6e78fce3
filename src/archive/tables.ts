import type { Sql, Value } from "./database.ts";

export type Row = Record<string, Value>;

/**
 * All that a backup holds beside the files, in the order in which it can be put back: what is referred to comes first. The first two
 * columns order the rows. A column that a later version adds may be null, or says here what it is in an older backup.
 */
export const tables: readonly Table[] = [
  table("editions", ["id", "name", "who", "at", "note", "repairs", "base"]),
  table("edition_files", ["edition", "position", "name", "sha256"]),
  table("activations", ["id", "edition", "below", "who", "at"]),
  table("idempotency_keys", ["key", "digest", "edition", "activation", "at"]),
  table("tokens", ["id", "name", "hash", "at", "used", "revoked"]),
  table("shares", [
    ...["id", "hash", "name", "who", "edition", "version", "reveal", "at", "expires", "revoked", "opens"],
  ]),
  table("secrets", ["name", "value"]),
];

interface Table {
  name: string;
  rows(sql: Sql): Promise<Row[]>;
  insert(sql: Sql, row: Row): Promise<unknown>;
}

function table(name: string, columns: readonly string[]): Table {
  const list = columns.join(", ");
  const select = template(`SELECT ${list} FROM ${name} ORDER BY 1, 2`);
  const gaps = columns.slice(1).map(() => ", ");
  const insert = template(`INSERT INTO ${name} (${list}) VALUES (`, ...gaps, ")");
  return {
    name,
    rows: sql => sql<Row>(select),
    insert: (sql, row) => sql(insert, ...columns.map(column => row[column] ?? null)),
  };
}

/** A statement as if it had been written as a template: only names that stand in this file go into it. */
function template(...texts: string[]): TemplateStringsArray {
  // A template's own type says that it has `raw`, which an array gets here.
  return Object.defineProperty(texts, "raw", { value: texts }) as unknown as TemplateStringsArray;
}
