import type { Bundle } from "../resume/bundle.ts";
import { findSwitch, latestSwitch, switchTo, toActivation } from "./activations.ts";
import type { Added, AddOptions, ArchivedEdition, EditionArchive, NewEdition } from "./archive.ts";
import type { Sql } from "./database.ts";
import { type FileHead, headOf, keepFile, readFile } from "./files.ts";
import { findMade, type Made, rememberMade } from "./idempotency.ts";
import type { Kept } from "./keep.ts";

export function editionsIn({ read, write }: Pick<Kept, "read" | "write">): EditionArchive {
  return {
    current: () =>
      read(async sql => {
        const found = await latestSwitch(sql);
        return found && toActivation(found);
      }),
    get: id => read(sql => find(sql, id)),
    filesOf: id => read(sql => readBundle(sql, id)),
    list: page => read(sql => list(sql, page)),
    add: (edition, options) => write(sql => add(sql, edition, options)),
    activate: (id, { who, expected }) =>
      write(async sql => {
        const latest = await latestSwitch(sql, expected);
        // Switched to what is current already, there would be a step of a rollback that changes nothing.
        if (latest?.edition === id) return toActivation(latest);
        if (!(await find(sql, id))) return undefined;
        return switchTo(sql, { edition: id, below: latest?.id, who, after: latest });
      }),
    previous: () =>
      read(async sql => {
        const below = (await latestSwitch(sql))?.below;
        return below ? (await findSwitch(sql, below))?.edition : undefined;
      }),
    rollback: ({ who, expected }) =>
      write(async sql => {
        const latest = await latestSwitch(sql, expected);
        const before = latest?.below ? await findSwitch(sql, latest.below) : undefined;
        if (!before) return undefined;
        return switchTo(sql, {
          edition: before.edition,
          below: before.below ?? undefined,
          who,
          after: latest,
        });
      }),
  };
}

async function add(sql: Sql, edition: NewEdition, options: AddOptions): Promise<Added> {
  const { idempotency } = options;
  const earlier = idempotency && (await findMade(sql, idempotency));
  const made = earlier ?? (await make(sql, edition, options));
  if (idempotency && !earlier) await rememberMade(sql, idempotency, made);
  const added = await find(sql, made.edition);
  if (!added) throw new Error(`Cannot find edition ${made.edition}, which was just added`);
  const current = made.activation ? await findSwitch(sql, made.activation) : undefined;
  return { edition: added, current: current && toActivation(current), isRepeated: earlier !== undefined };
}

async function make(sql: Sql, edition: NewEdition, { activate, expected }: AddOptions): Promise<Made> {
  const latest = await latestSwitch(sql, expected);
  const id = await insert(sql, edition);
  if (!activate) return { edition: id, activation: latest?.id ?? null };
  const { who } = edition;
  const activation = await switchTo(sql, { edition: id, below: latest?.id, who, after: latest });
  return { edition: id, activation: activation.id };
}

async function insert(sql: Sql, { bundle, name, who, note, repairs }: NewEdition): Promise<number> {
  const files = [...bundle.files].map(([fileName, content]) => ({ ...headOf(fileName, content), content }));
  // In an order that is the same for all: of two that wait for each other's files neither would end.
  for (const file of files.toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1))) {
    await keepFile(sql, file, file.content);
  }
  const [row] = await sql<{ id: number }>`SELECT COALESCE(MAX(id), 0) + 1 AS id FROM editions`;
  const id = row?.id ?? 1;
  const at = new Date().toISOString();
  await sql`INSERT INTO editions (id, name, who, at, note, repairs, base)
    VALUES (${id}, ${name}, ${who}, ${at}, ${note ?? null}, ${JSON.stringify(repairs)}, ${bundle.base})`;
  for (const [position, file] of files.entries()) {
    await sql`INSERT INTO edition_files (edition, position, name, sha256)
      VALUES (${id}, ${position}, ${file.name}, ${file.sha256})`;
  }
  return id;
}

type Row = Omit<ArchivedEdition, "files" | "note" | "repairs"> & { note: string | null; repairs: string };

async function find(sql: Sql, id: number): Promise<ArchivedEdition | undefined> {
  const rows = await sql<Row>`SELECT id, name, who, at, note, repairs FROM editions WHERE id = ${id}`;
  return (await withFiles(sql, rows))[0];
}

async function list(sql: Sql, { before, limit }: { before?: number | undefined; limit: number }) {
  const rows = await sql<Row>`
    SELECT id, name, who, at, note, repairs FROM editions WHERE id < ${before ?? 2 ** 31 - 1}
    ORDER BY id DESC LIMIT ${limit}`;
  return withFiles(sql, rows);
}

/** @param rows the newest first, with no other edition between them */
async function withFiles(sql: Sql, rows: Row[]): Promise<ArchivedEdition[]> {
  const files = await sql<FileHead & { edition: number }>`
    SELECT edition, name, sha256, bytes FROM edition_files JOIN files USING (sha256)
    WHERE edition BETWEEN ${rows.at(-1)?.id ?? 0} AND ${rows[0]?.id ?? 0} ORDER BY edition, position`;
  const byEdition = Map.groupBy(files, ({ edition }) => edition);
  return rows.map(({ note, repairs, ...row }) => ({
    ...row,
    note: note ?? undefined,
    repairs: JSON.parse(repairs),
    files: (byEdition.get(row.id) ?? []).map(({ edition, ...head }) => head),
  }));
}

async function readBundle(sql: Sql, id: number): Promise<Bundle | undefined> {
  const [row] = await sql<{ base: string }>`SELECT base FROM editions WHERE id = ${id}`;
  const edition = row && (await find(sql, id));
  if (!edition) return undefined;
  const files = new Map<string, Uint8Array>();
  for (const head of edition.files) files.set(head.name, await readFile(sql, head));
  return { base: row.base, files };
}
