import { messageOf } from "../message-of.ts";
import type { Log } from "../telemetry/log.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import { ArchiveDownError, type ArchiveState } from "./archive.ts";
import type { Database, Failure, Session, Sql } from "./database.ts";

/** A database that is opened, watched, and opened again where it was lost. */
export interface Kept {
  readonly state: Exclude<ArchiveState, "off">;
  readonly reason: string | undefined;
  /** Resolves when the first attempt to open it has ended, well or not. */
  readonly tried: Promise<void>;
  /** @throws ArchiveDownError */
  use<Result>(work: (session: Session) => Promise<Result>, operation?: "read" | "write"): Promise<Result>;
  read<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>;
  write<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

export interface KeepOptions {
  log: Log;
  metrics?: Pick<Metrics, "registry" | "archiveUp" | "archiveErrors"> | undefined;
  /** What is done before a session is used for the first time. */
  prepare(session: Session): Promise<void>;
  /** Throws where a session is not to be used any more: asked again and again, and in each transaction that writes. */
  check(sql: Sql): Promise<void>;
}

/** What is told of a database that is down. */
type Down = Pick<Failure, "reason" | "fault">;

/** How often it is asked whether it still answers, in ms. */
const checkIntervalMs = 2000;

/** How long after a failed attempt the next one is made, in ms: twice as long each time. */
const firstPauseMs = 100;
const longestPauseMs = 2000;

/**
 * Opens a database in the background and keeps at it. The log has one line for each change of state, for each new reason, and for what it
 * does not do though it is up, such as to write on a full disk.
 */
export function keepOpen(database: Database, { log, metrics, prepare, check }: KeepOptions): Kept {
  let session: Session | undefined;
  let down: Down | undefined = { reason: "it is being opened", fault: "down" };
  let pauseMs = firstPauseMs;
  let isClosed = false;
  let next: Timer | undefined;
  const told = new Set<string>();
  const failing = new Map<string, string>();

  const explain = (error: unknown): Failure | undefined =>
    error instanceof ArchiveDownError
      ? { reason: error.message, fault: error.fault, isOver: true }
      : database.explain(error);

  const up = (opened: Session) => {
    session = opened;
    down = undefined;
    pauseMs = firstPauseMs;
    told.clear();
    metrics?.archiveUp.set(1);
    log.info("archive", { state: "up", database: database.name });
  };

  const tellDown = ({ reason, fault }: Down) => {
    down = { reason, fault };
    metrics?.archiveUp.set(0);
    if (!told.has(reason)) log.warn("archive", { state: "down", reason });
    told.add(reason);
  };

  /** Once, until it does such a thing again: who asked may not be told as much as its operator. */
  const tellFailed = (operation: string, why: string) => {
    if (failing.get(operation) !== why) log.warn("archive", { state: "up", operation, reason: why });
    failing.set(operation, why);
  };

  const tryLater = () => {
    next = setTimeout(() => {
      attempt = open();
    }, pauseMs);
    next.unref();
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  };

  const lose = (lost: Session, failure: Failure) => {
    if (lost !== session || isClosed) return;
    session = undefined;
    tellDown(failure);
    lost.close().catch(() => undefined);
    attempt = open();
  };

  const open = async () => {
    let opened: Session | undefined;
    try {
      opened = await database.open();
      await prepare(opened);
      if (isClosed) await opened.close();
      else up(opened);
    } catch (error) {
      await opened?.close().catch(() => undefined);
      if (isClosed) return;
      const reason = `${database.name}: ${messageOf(error)}`;
      const failure: Down = explain(error) ?? { reason, fault: "down" };
      tellDown(opened ? unreadable(failure) : failure);
      tryLater();
    }
  };

  const use: Kept["use"] = async (work, operation = "read") => {
    await attempt;
    const used = session;
    try {
      if (!used) throw isClosed || !down ? new ArchiveDownError("It was closed") : downError(down);
      const result = await work(used);
      failing.delete(operation);
      return result;
    } catch (error) {
      const failure = explain(error);
      if (!failure) throw error;
      metrics?.archiveErrors.inc({ operation });
      if (!used) throw error;
      if (failure.isOver) lose(used, failure);
      else tellFailed(operation, failure.reason);
      throw downError(operation === "read" ? unreadable(failure) : failure, error);
    }
  };

  const read: Kept["read"] = work => use(used => used.read(work));
  const watch = setInterval(() => {
    // What is wrong with it, `use` has told.
    if (session) read(check).catch(() => undefined);
  }, checkIntervalMs);
  watch.unref();

  metrics?.registry.registerMetric(metrics.archiveUp);
  metrics?.archiveUp.set(0);
  let attempt = open();
  return {
    get state() {
      return session ? "up" : "down";
    },
    get reason() {
      return session ? undefined : down?.reason;
    },
    tried: attempt,
    use,
    read,
    write: work =>
      use(
        used =>
          used.write(async sql => {
            await check(sql);
            return work(sql);
          }),
        "write",
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

/** What could not be read is not "read-only", though PostgreSQL has one code (42501) for whatever it forbids. */
function unreadable({ reason, fault }: Down): Down {
  return { reason, fault: fault === "read-only" ? "down" : fault };
}

function downError({ reason, fault }: Down, cause?: unknown): ArchiveDownError {
  return new ArchiveDownError(reason, { fault, cause });
}
