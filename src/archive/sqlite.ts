import { closeSync, existsSync, mkdirSync, openSync, statSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { SQL } from "bun";
import { ArchiveDownError, type ArchiveFault } from "./archive.ts";
import { type Database, type Failure, inTurns, type Session, type Sql, storable } from "./database.ts";

/** The archive of an instance that needs no server: one file, `vitae.sqlite`, in a folder that only its owner may read. */
export function sqliteIn(folder: string, { mayCreate = true } = {}): Database {
  const file = join(folder, "vitae.sqlite");
  // A file that goes away while it is used is not made anew: an empty archive in its place would hide the loss.
  let isNew = mayCreate;
  return {
    name: file,
    async open() {
      if (isNew) create(folder, file);
      if (!existsSync(file)) throw new ArchiveDownError(`There is no ${file}`);
      const session = await openFile(file);
      isNew = false;
      return session;
    },
    explain: error => explain(error, file),
  };
}

/** A résumé's private parts are in it. SQLite gives the files that it makes beside it the same mode. */
function create(folder: string, file: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  closeSync(openSync(file, "a", 0o600));
}

async function openFile(file: string): Promise<Session> {
  const opened = identify(file);
  const client = new SQL({ adapter: "sqlite", filename: file });
  const inTurn = oneAfterTheOther(() => {
    if (identify(file) === opened) return;
    // Not closed, and never collected: SQLite would remove the files beside what stands in its place now.
    left.push(client);
    throw new ArchiveDownError(`${file} was removed or replaced while it was open`);
  });
  const ask: Sql = async (text, ...values) => {
    const rows = await client(text, ...values.map(storable));
    // Its promises are kept before the event loop goes on: without this, nobody is served until all statements are done.
    await setImmediate();
    return rows;
  };
  // Bun's SQLite runs on the thread that serves visitors: SQLite must not wait in it, so that inTurns does, asleep.
  const set = ["busy_timeout = 0", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"];
  const attempt = <Result>(run: () => Promise<Result>) => inTurns(() => inTurn(run), isBusy);
  try {
    for (const setting of set) await attempt(() => client.unsafe(`PRAGMA ${setting}`));
  } catch (error) {
    await client.close();
    throw error;
  }
  return {
    read: work => attempt(() => work(ask)),
    write: work =>
      attempt(async () => {
        await client.unsafe("BEGIN IMMEDIATE");
        return end(client, () => work(ask));
      }),
    snapshot: work =>
      inTurn(async () => {
        await inTurns(() => beginReading(client), isBusy);
        return end(client, () => work(ask));
      }),
    hasTable: name =>
      attempt(async () => {
        const found = await client`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ${name}`;
        return found.length > 0;
      }),
    // Who can open the file is on this machine, and has its clock.
    now: async () => Date.now(),
    async close() {
      if (!left.includes(client)) await client.close();
    },
  };
}

const left: SQL[] = [];

/** A transaction that only reads sees what is there at its first statement. */
async function beginReading(client: SQL): Promise<void> {
  await client.unsafe("BEGIN DEFERRED");
  try {
    await client.unsafe("SELECT 1 FROM sqlite_master");
  } catch (error) {
    await client.unsafe("ROLLBACK");
    throw error;
  }
}

async function end<Result>(client: SQL, work: () => Promise<Result>): Promise<Result> {
  try {
    const result = await work();
    await client.unsafe("COMMIT");
    return result;
  } catch (error) {
    // Where the disk is full, SQLite has rolled back already, and says that there is nothing to roll back.
    await client.unsafe("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/** All share one connection: what one does must not get into another's transaction. */
function oneAfterTheOther(check: () => void) {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(run: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(() => {
      check();
      return run();
    });
    last = turn.catch(() => undefined);
    return turn;
  };
}

function identify(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}

function isBusy(error: unknown): boolean {
  return error instanceof SQL.SQLiteError && /^SQLITE_(BUSY|LOCKED)/.test(error.code);
}

interface Reason {
  code: RegExp;
  inWords: (file: string) => string;
  /** @default "down" */
  fault?: ArchiveFault;
  isOver: boolean;
}

const full = (file: string) => `The disk is full: nothing can be added to ${file}`;
const readOnly = (file: string) => `${file} cannot be written to`;

/** What SQLite says, or the file system of the folder. The first that fits counts. */
const reasons: Reason[] = [
  {
    code: /^SQLITE_(BUSY|LOCKED)/,
    inWords: file => `${file} is kept busy by another process`,
    isOver: false,
  },
  { code: /^SQLITE_FULL/, inWords: full, fault: "full", isOver: false },
  // It is opened, and the file beside it that its readers share cannot grow.
  { code: /^(SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)$/, inWords: full, fault: "full", isOver: true },
  { code: /^SQLITE_READONLY/, inWords: readOnly, fault: "read-only", isOver: false },
  { code: /^EROFS$/, inWords: readOnly, fault: "read-only", isOver: true },
  { code: /^SQLITE_NOTADB/, inWords: file => `${file} is not a database of SQLite`, isOver: true },
  { code: /^SQLITE_CORRUPT/, inWords: file => `${file} is damaged: restore a backup`, isOver: true },
  { code: /^SQLITE_(CANTOPEN|PERM|AUTH)/, inWords: file => `${file} cannot be opened`, isOver: true },
  {
    code: /^(SQLITE_IOERR|SQLITE_PROTOCOL|ERR_SQLITE)/,
    inWords: file => `${file} cannot be read or written`,
    isOver: true,
  },
];

function explain(error: unknown, file: string): Failure | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  const code = String(error.code);
  const found = reasons.find(reason => reason.code.test(code));
  if (found) {
    const { inWords, fault = "down", isOver } = found;
    return { reason: `${inWords(file)} (${code})`, fault, isOver };
  }
  // Of the folder: EACCES, ENOTDIR.
  return "syscall" in error
    ? { reason: `${file} cannot be opened (${code})`, fault: "down", isOver: true }
    : undefined;
}
