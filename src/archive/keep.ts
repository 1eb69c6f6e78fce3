import type { Log } from "../telemetry/log.ts";
import { ArchiveDownError, type ArchiveState } from "./archive.ts";
import type { Database, Session, Sql } from "./database.ts";

/** A database that is opened, watched, and opened again where it was lost. */
export interface Kept {
  readonly state: Exclude<ArchiveState, "off">;
  readonly reason: string | undefined;
  /** Resolves when the first attempt to open it has ended, well or not. */
  readonly tried: Promise<void>;
  /** @throws ArchiveDownError */
  use<Result>(work: (session: Session) => Promise<Result>): Promise<Result>;
  read<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>;
  write<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

export interface KeepOptions {
  log: Log;
  /** Told 1 for up and 0 for down. */
  gauge?: { set(value: number): void } | undefined;
  /** What is done before a session is used for the first time. */
  prepare(session: Session): Promise<void>;
  /** Throws where a session is not to be used any more: asked again and again, and in each transaction that writes. */
  check(sql: Sql): Promise<void>;
}

/** How often it is asked whether it still answers, in ms. */
const checkIntervalMs = 2000;

/** How long after a failed attempt the next one is made, in ms, at most. */
const longestPauseMs = 2000;

/** Opens a database in the background and keeps at it; the log has one line for each change of state, and for each new reason. */
export function keepOpen(database: Database, { log, gauge, prepare, check }: KeepOptions): Kept {
  let session: Session | undefined;
  let reason: string | undefined = "it is being opened";
  let pauseMs = 0;
  let isClosed = false;
  let next: Timer | undefined;
  const told = new Set<string>();

  const explain = (error: unknown) =>
    error instanceof ArchiveDownError ? { reason: error.message, isOver: true } : database.explain(error);

  const up = (opened: Session) => {
    session = opened;
    reason = undefined;
    pauseMs = 0;
    told.clear();
    gauge?.set(1);
    log.info("archive", { state: "up", database: database.name });
  };

  const down = (why: string) => {
    reason = why;
    gauge?.set(0);
    if (!told.has(why)) log.warn("archive", { state: "down", reason: why });
    told.add(why);
    next = setTimeout(() => {
      attempt = open();
    }, pauseMs);
    next.unref();
    pauseMs = Math.min(pauseMs * 2 + 50, longestPauseMs);
  };

  const lose = (lost: Session, why: string) => {
    if (lost !== session || isClosed) return;
    session = undefined;
    down(why);
    lost.close().catch(() => undefined);
  };

  const open = async () => {
    try {
      const opened = await database.open();
      try {
        await prepare(opened);
      } catch (error) {
        await opened.close().catch(() => undefined);
        throw error;
      }
      if (isClosed) await opened.close();
      else up(opened);
    } catch (error) {
      const why =
        explain(error)?.reason ?? `${database.name}: ${error instanceof Error ? error.message : error}`;
      if (!isClosed) down(why);
    }
  };

  const use = async <Result>(work: (session: Session) => Promise<Result>): Promise<Result> => {
    await attempt;
    const used = session;
    if (!used) throw new ArchiveDownError(isClosed ? "it was closed" : (reason ?? ""));
    try {
      return await work(used);
    } catch (error) {
      const failure = explain(error);
      if (!failure) throw error;
      if (failure.isOver) lose(used, failure.reason);
      throw new ArchiveDownError(failure.reason, { cause: error });
    }
  };

  const read: Kept["read"] = work => use(used => used.read(work));
  const watch = setInterval(() => {
    // What is wrong with it, `use` has told.
    if (session) read(check).catch(() => undefined);
  }, checkIntervalMs);
  watch.unref();

  gauge?.set(0);
  let attempt = open();
  return {
    get state() {
      return session ? "up" : "down";
    },
    get reason() {
      return session ? undefined : reason;
    },
    tried: attempt,
    use,
    read,
    write: work =>
      use(used =>
        used.write(async sql => {
          await check(sql);
          return work(sql);
        }),
      ),
    async close() {
      isClosed = true;
      clearInterval(watch);
      clearTimeout(next);
      await attempt;
      await session?.close();
      session = undefined;
    },
  };
}
