import type { Activation, Added, AddOptions } from "../archive/archive.ts";
import type { Publication } from "../edition/publish.ts";
import type { Bundle } from "../resume/bundle.ts";

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

/** Publishes through the archive: read, repair, print, archive, switch; or nothing. One at a time; each waits for the one before. */
export interface Publisher {
  /** Reads, repairs and prints, and changes nothing. */
  prepare(bundle: Bundle): Promise<Publication>;
  /** @throws FileWinsError, ConflictError, ReusedKeyError, ArchiveDownError; then nothing has changed */
  publish(bundle: Bundle, options: PublishOptions): Promise<Published>;
  /** Switches to an archived edition, once it is printed. Undefined where there is none of this id. Throws as publish does. */
  activate(id: number, options: SwitchOptions): Promise<Switched | undefined>;
  /** Switches to what was current before. Undefined where there is nothing before. Throws as publish does. */
  rollback(options: SwitchOptions): Promise<Switched | undefined>;
}

export interface SwitchOptions {
  who: string;
  /** As in AddOptions. */
  expected?: number | undefined;
}

export type Switched = (Publication & { ok: true; activation: Activation }) | (Publication & { ok: false });
