import type { Activation, Added, AddOptions } from "../archive/archive.ts";
import type { Bundle } from "../resume/bundle.ts";
import type { Publication, Source } from "./prepare.ts";

/** What a publication asks for beside its files. */
export interface PublishOptions extends AddOptions {
  who: string;
  note?: string | undefined;
}

export type Published = (Publication & { ok: true; added: Added }) | (Publication & { ok: false });

/** The site goes by a file that was named when it was started: what is in the archive changes nothing about it. */
export class FileWinsError extends Error {
  override readonly name = "FileWinsError";

  constructor(readonly file: string) {
    super(`This site serves ${file}, which it was started with; without RESUME it serves what is published`);
  }
}

/**
 * Publishes: read, repair, print, archive, switch; or nothing. One at a time; each waits for the one before. Whatever shows an edition
 * throws ArchiveDownError where the archive is needed and cannot be asked; then nothing has changed.
 */
export interface Publisher {
  /** Reads, repairs and prints, and changes nothing. */
  prepare(bundle: Bundle): Promise<Publication>;
  /** @throws FileWinsError, ConflictError, ReusedKeyError */
  publish(bundle: Bundle, options: PublishOptions): Promise<Published>;
  /** Switches to an archived edition, once it is printed. Undefined where there is none of this id. @throws FileWinsError, ConflictError */
  activate(id: number, options: SwitchOptions): Promise<Switched | undefined>;
  /** Switches to what was current before. Undefined where there is nothing before. @throws FileWinsError, ConflictError */
  rollback(options: SwitchOptions): Promise<Switched | undefined>;
  /** Whether the archive says that another edition is current than is shown. False where a file is gone by, or nothing was ever published. */
  isBehind(): Promise<boolean>;
  /** Shows what the archive says is current. Undefined where that is shown already, a file is gone by, or nothing was ever published. */
  look(): Promise<Publication | undefined>;
  /** Shows what the file says. Undefined where the archive is gone by. @throws ResumeFileError */
  publishFile(): Promise<Publication | undefined>;
  /** What an archived edition is printed from. Undefined where there is none of this id, or it can no longer be read. */
  sourceOf(id: number): Promise<Source | undefined>;
}

export interface SwitchOptions {
  who: string;
  /** As in AddOptions. */
  expected?: number | undefined;
}

export type Switched = (Publication & { ok: true; activation: Activation }) | (Publication & { ok: false });
