/** The archive: every edition that was ever published, which one is current, and who may publish and see what. */
import type { Bundle } from "../resume/bundle.ts";

/** `off` where the program was told to go without one. */
export type ArchiveState = "up" | "down" | "off";

export interface Archive {
  readonly state: ArchiveState;
  /** Why it is down, in one line for its operator; it names no password. */
  readonly reason: string | undefined;
  /** Resolves when the first attempt to open it has ended, well or not. Every call waits for that by itself. */
  readonly tried: Promise<void>;
  readonly editions: EditionArchive;
  readonly tokens: TokenArchive;
  readonly shares: ShareArchive;
  /**
   * What time it is, in ms since 1970, by the archive's clock: PostgreSQL's, or this machine's with SQLite. A share link ends by it, so that
   * no instance whose clock is wrong ends one early, or late.
   */
  now(): Promise<number>;
  close(): Promise<void>;
}

/**
 * Every method of an archive throws ArchiveDownError where the archive cannot be asked at this moment. What such a call was to change
 * is then unchanged, or changed as a whole.
 */
export class ArchiveDownError extends Error {
  override readonly name = "ArchiveDownError";
  readonly fault: ArchiveFault;

  /** @param message for who runs the site: it may name paths and hosts */
  constructor(message: string, { fault = "down", ...options }: ErrorOptions & { fault?: ArchiveFault } = {}) {
    super(message, options);
    this.fault = fault;
  }
}

/**
 * What is wrong with an archive, as far as those may know who publish from elsewhere. `newer`: another version of this program has
 * changed it. `down`: anything else.
 */
export type ArchiveFault = "down" | "full" | "read-only" | "newer";

/** Somebody else has switched the current edition meanwhile. */
export class ConflictError extends Error {
  override readonly name = "ConflictError";

  /** @param current the activation that is the latest */
  constructor(readonly current: number) {
    super(`Another edition has become the current one meanwhile (switch ${current})`);
  }
}

/** An Idempotency-Key that came before, with something else. */
export class ReusedKeyError extends Error {
  override readonly name = "ReusedKeyError";
}

/** An edition as it is kept. Editions are numbered from 1 on; the clock orders nothing. */
export interface ArchivedEdition {
  id: number;
  /** Whose résumé it is. */
  name: string;
  /** Who published it: a token's name, or the user of the command line. */
  who: string;
  /** ISO 8601, in UTC. */
  at: string;
  note: string | undefined;
  /** What was repaired, a line each: with private values, for its owner. */
  repairs: string[];
  files: { name: string; bytes: number; sha256: string }[];
}

/** One switch of the current edition, numbered from 1 on. The latest one says what is current. */
export interface Activation {
  id: number;
  edition: number;
  who: string;
  /** ISO 8601, in UTC. */
  at: string;
}

export interface NewEdition extends Pick<ArchivedEdition, "name" | "who" | "note" | "repairs"> {
  bundle: Bundle;
}

export interface AddOptions {
  /** Whether it becomes the current one in the same transaction. */
  activate: boolean;
  /** The activation that the publisher has seen as the latest, 0 for none; another one is a ConflictError. Undefined: whatever it is. */
  expected?: number | undefined;
  /** Makes a repeated call give the first one's answer. `digest` tells whether it is the same call. Kept for a day. */
  idempotency?: { key: string; digest: string } | undefined;
}

export interface Added {
  edition: ArchivedEdition;
  /** The latest activation, after this; undefined where nothing was ever current. */
  current: Activation | undefined;
  /** Whether an earlier call with the same key had done it. */
  isRepeated: boolean;
}

export interface EditionArchive {
  current(): Promise<Activation | undefined>;
  get(id: number): Promise<ArchivedEdition | undefined>;
  filesOf(id: number): Promise<Bundle | undefined>;
  /** The newest first; `before` is the id of the last one that is known already. */
  list(page: { before?: number | undefined; limit: number }): Promise<ArchivedEdition[]>;
  /** @throws ConflictError, ReusedKeyError */
  add(edition: NewEdition, options: AddOptions): Promise<Added>;
  /** Makes an edition the current one. Undefined where there is no such edition. @throws ConflictError */
  activate(
    id: number,
    options: { who: string; expected?: number | undefined },
  ): Promise<Activation | undefined>;
  /** The edition that `rollback` would go back to at this moment; undefined where there is nothing before. */
  previous(): Promise<number | undefined>;
  /**
   * Goes back to what was current before the current edition was published, step by step when repeated; what was gone back from
   * is never gone back to. Undefined where there is nothing before it. @throws ConflictError
   */
  rollback(options: { who: string; expected?: number | undefined }): Promise<Activation | undefined>;
}

/** A right to publish. The token itself is kept nowhere. */
export interface Token {
  /** From 1 on. */
  id: number;
  name: string;
  /** ISO 8601, in UTC; undefined for one that was never used or revoked. `used` is right to the day. */
  at: string;
  used: string | undefined;
  revoked: string | undefined;
}

export interface TokenArchive {
  /** @returns the token as text, which is shown once: `vitae_`, its number, `_` and 256 random bits as 43 characters of base64url */
  create(name: string): Promise<{ token: Token; text: string }>;
  list(): Promise<Token[]>;
  /** Who a text lets in; undefined for one that is unknown or revoked. Compares in constant time. */
  verify(text: string): Promise<Token | undefined>;
  /** False where there is no such token, or it is revoked already. */
  revoke(id: number): Promise<boolean>;
}

/** An address that is secret: of the current edition with more in it than everyone may see, or of an edition that is not current. */
export interface ShareLink {
  /** From 1 on. */
  id: number;
  /** For whom it is, in the owner's words. */
  name: string;
  who: string;
  /** The edition that it shows; undefined for the current one of the moment. */
  edition: number | undefined;
  /** The version that it shows alone, `it` or `backend`; undefined for the base with its languages. */
  version: string | undefined;
  /** What it shows beside what is public: `email`, `phone`, `address`. */
  reveal: string[];
  at: string;
  expires: string;
  revoked: string | undefined;
  /** How often its page was opened. */
  opens: number;
}

export type NewShareLink = Pick<ShareLink, "name" | "who" | "edition" | "version" | "reveal" | "expires">;

export interface ShareArchive {
  /** @returns the text that stands in its address, which is shown once: 128 random bits and a signature, as base64url */
  create(link: NewShareLink): Promise<{ link: ShareLink; text: string }>;
  list(): Promise<ShareLink[]>;
  /** The link of a text; undefined where its signature is not ours, or it is unknown, expired or revoked. */
  verify(text: string): Promise<ShareLink | undefined>;
  countOpen(id: number): Promise<void>;
  /** False where there is no such link, or it is revoked already. */
  revoke(id: number): Promise<boolean>;
}
