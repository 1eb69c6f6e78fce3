/** What the archive asks of a database. Two can do it: SQLite (sqlite.ts) and PostgreSQL (postgres.ts), with the same SQL. */

import type { ArchiveFault } from "./archive.ts";

/** What can stand in a statement and in a row: times are text (ISO 8601), and what is larger than 2³¹ is nowhere. */
export type Value = string | number | null | Uint8Array;

/** Runs one statement: its values are sent apart from its text. */
export type Sql = <Row>(text: TemplateStringsArray, ...values: Value[]) => Promise<Row[]>;

type Work<Result> = (sql: Sql) => Promise<Result>;

/** An open database. */
export interface Session {
  /** Statements that change nothing, each of which sees what is there at its moment. */
  read<Result>(work: Work<Result>): Promise<Result>;
  /** A transaction. `work` runs again where another process was faster: it must do nothing beside its statements. */
  write<Result>(work: Work<Result>): Promise<Result>;
  /** Statements that change nothing and all see what was there at the first one. */
  snapshot<Result>(work: Work<Result>): Promise<Result>;
  hasTable(name: string): Promise<boolean>;
  /** What time it is, in ms since 1970, by the one clock of all who use this database. */
  now(): Promise<number>;
  close(): Promise<void>;
}

export interface Database {
  /** Where it is, for its operator: without a password. */
  readonly name: string;
  open(): Promise<Session>;
  /** What an error of this database means; undefined for one that is none of it, or a mistake of ours. */
  explain(error: unknown): Failure | undefined;
}

export interface Failure {
  /** One line for its operator. */
  reason: string;
  fault: ArchiveFault;
  /** Whether the session is of no use any more: it is closed then, and opened again. */
  isOver: boolean;
}

/** PostgreSQL keeps no NUL in a text, and neither of the two half a surrogate pair: both databases are to keep the same. */
export function storable(value: Value): Value {
  return typeof value === "string" ? value.toWellFormed().replaceAll("\0", "\uFFFD") : value;
}

/** How long a writer lets others go first, in ms. */
const patienceMs = 5000;

/**
 * Tries again, after short sleeps, as long as somebody else is faster.
 *
 * @throws the last error, after `patienceMs`
 */
export async function inTurns<Result>(
  attempt: () => Promise<Result>,
  isBusy: (error: unknown) => boolean,
): Promise<Result> {
  const deadline = performance.now() + patienceMs;
  for (let sleepMs = 2; ; sleepMs = Math.min(sleepMs * 1.5, 50)) {
    try {
      return await attempt();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
    }
    await Bun.sleep(sleepMs * (0.5 + Math.random()));
  }
}
