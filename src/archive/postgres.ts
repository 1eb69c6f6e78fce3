import { readFile } from "node:fs/promises";
import { SQL } from "bun";
import { ArchiveDownError } from "./archive.ts";
import { type Database, type Failure, inTurns, type Session, type Sql, storable } from "./database.ts";

/** How long the server may be silent, in ms: to a connection, and to each statement. */
const silenceMs = 2000;

const connections = 4;

/**
 * The archive of instances on several machines.
 *
 * @param url `postgres://user:password@host:5432/database`
 * @param options.passwordFile where the password stands that is not in the address: read at each attempt, since it may come later
 */
export function postgresAt(url: string, options: { passwordFile?: string | undefined } = {}): Database {
  const name = nameOf(url);
  return {
    name,
    async open() {
      const password = options.passwordFile && (await readPassword(options.passwordFile));
      return openPool(url, password, name);
    },
    explain: error => explain(error, name),
  };
}

function nameOf(url: string): string {
  const { host, pathname } = URL.parse(url) ?? { host: "", pathname: "" };
  return `PostgreSQL at ${host}${pathname}`;
}

async function readPassword(file: string): Promise<string> {
  const text = await readFile(file, "utf8").catch(({ code }) => {
    throw new ArchiveDownError(`The password for PostgreSQL cannot be read from ${file} (${code})`);
  });
  return text.trim();
}

async function openPool(url: string, password: string | undefined, name: string): Promise<Session> {
  const { pathname } = URL.parse(url) ?? { pathname: "" };
  const client = new SQL({
    url,
    // What Bun would take from PGDATABASE first.
    ...(pathname.length > 1 && { database: decodeURIComponent(pathname.slice(1)) }),
    ...(password && { password }),
    max: connections,
    connectionTimeout: silenceMs / 1000,
    connection: { application_name: "vitae" },
    // A pooler between us and the server may give each transaction another connection, which knows no statement by its name.
    prepare: false,
  });
  const close = () => client.close({ timeout: 0 });
  const timed = <Result>(work: (watch: Watch) => Promise<Result>) =>
    untilSilent(work, () => new ArchiveDownError(`${name} does not answer`));
  const begin = <Result>(mode: string, limits: string, work: (sql: Sql) => Promise<Result>) =>
    timed(watch =>
      watch.during(() =>
        client.begin(mode, async transaction => {
          if (limits) await transaction.unsafe(limits).simple();
          return watch.apart(() => work(askVia(transaction, watch)));
        }),
      ),
    );
  try {
    await timed(watch => watch.during(() => client.connect()));
  } catch (error) {
    void close();
    throw error;
  }
  return {
    read: work => timed(watch => work(askVia(client, watch))),
    write: work => inTurns(() => begin("READ WRITE", writeLimits, work), isBusy),
    snapshot: work => begin("ISOLATION LEVEL REPEATABLE READ READ ONLY", "", work),
    async hasTable(table) {
      const rows = await timed(
        watch => askVia(client, watch)<{ name: string | null }>`SELECT to_regclass(${table})::text AS name`,
      );
      return rows[0]?.name != null;
    },
    async now() {
      const [row] = await timed(
        watch =>
          askVia(client, watch)<{
            ms: number;
          }>`SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::float8 AS ms`,
      );
      return row?.ms ?? Number.NaN;
    },
    close,
  };
}

/** Another process that stopped within a transaction must not hold up this one, nor this one others. */
const writeLimits = "SET LOCAL lock_timeout = 1500; SET LOCAL idle_in_transaction_session_timeout = 15000";

const askVia =
  (client: SQL, watch: Watch): Sql =>
  (text, ...values) =>
    watch.during(async () => client(text, ...values.map(storable)));

/** Looks at the clock while the server is to do something. */
interface Watch {
  /** While `work` goes on, the server is to answer. */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Within that, while `work` goes on, it is not. */
  apart<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Runs `work` until it ends, or the server has been silent for `silenceMs` though it was to answer. */
async function untilSilent<Result>(
  work: (watch: Watch) => Promise<Result>,
  error: () => Error,
): Promise<Result> {
  const { promise: silence, reject } = Promise.withResolvers<never>();
  let awaited = 0;
  let timer: Timer | undefined;
  const count = (change: 1 | -1) => {
    awaited += change;
    clearTimeout(timer);
    if (awaited > 0) timer = setTimeout(() => reject(error()), silenceMs);
  };
  const counted =
    (change: 1 | -1): Watch["during"] =>
    async run => {
      count(change);
      try {
        return await run();
      } finally {
        count(change === 1 ? -1 : 1);
      }
    };
  try {
    return await Promise.race([work({ during: counted(1), apart: counted(-1) }), silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** Another process has made the row that this one wanted to make, or the table, or waits for what this one holds. */
const busy = ["23505", "42P07", "40001", "40P01", "55P03"];

function isBusy(error: unknown): boolean {
  return error instanceof SQL.PostgresError && busy.includes(error.errno ?? "");
}

/**
 * What the server says by its code: https://www.postgresql.org/docs/current/errcodes-appendix.html. 0A000 is what one that only follows
 * another has against a transaction that writes; nothing else here is a feature that it could lack.
 */
function explain(error: unknown, name: string): Failure | undefined {
  if (!(error instanceof SQL.PostgresError)) return undefined;
  const { errno: state, code, message } = error;
  // Bun's own: no connection, or none any more.
  if (!state) return { reason: `${name} cannot be reached (${code})`, fault: "down", isOver: true };
  if (state === "53100") return { reason: `The disk of ${name} is full`, fault: "full", isOver: false };
  if (busy.includes(state))
    return { reason: `${name} is kept busy by another process (${state})`, fault: "down", isOver: false };
  const reason = `${name}: ${message} (${state})`;
  if (/^(25006|42501|0A000)/.test(state)) return { reason, fault: "read-only", isOver: false };
  // What the server lacks or forbids, by class.
  return /^(08|28|3D|53|57|58|XX)/.test(state) ? { reason, fault: "down", isOver: true } : undefined;
}
