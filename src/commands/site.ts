/** What commands do something to: an archive on this machine, or a site elsewhere. They do not know which. */
import type { ArchivedEdition, ShareLink } from "../archive/archive.ts";
import type { Change } from "../publication/diff.ts";
import type { Bundle } from "../resume/bundle.ts";

/** Every method throws an Error of one line where the site cannot do it; then nothing has changed. */
export interface Site extends AsyncDisposable {
  /** The site's public address, without a slash at the end, where it is known. */
  readonly origin: string | undefined;
  current(): Promise<Current>;
  edition(id: number): Promise<ArchivedEdition | undefined>;
  /** The newest first; `before` is the id of the last one that is known already. */
  editions(page: { before?: number | undefined; limit: number }): Promise<ArchivedEdition[]>;
  /** Reads, repairs and prints, and changes nothing. */
  prepare(bundle: Bundle, options: { strict: boolean }): Promise<Prepared>;
  /** @throws ConflictError where another switch than the expected one is the latest */
  publish(bundle: Bundle, options: PublishOptions): Promise<ArchivedEdition>;
  /** What is different in an edition, seen from the current one. */
  compare(id: number): Promise<Change[]>;
  /** The edition that `rollback` would go back to. */
  previous(): Promise<number | undefined>;
  /** Makes an archived edition the current one. @throws ConflictError */
  activate(id: number, expected: number): Promise<void>;
  /** Goes back to the edition before. Gives back its id. @throws ConflictError */
  rollback(expected: number): Promise<number>;
  /** @returns the link's address, which is secret: a path where the site's own address is not known */
  share(link: NewShare): Promise<{ link: ShareLink; address: string }>;
  shares(): Promise<ShareLink[]>;
  /** False where there is no such link, or it is revoked already. */
  revokeShare(id: number): Promise<boolean>;
}

/** What everyone is shown. */
export interface Current {
  /** The latest switch; 0 where nothing was ever published. */
  activation: number;
  edition: number | undefined;
}

/** What a publication would be, in lines as `bun run validate` writes them. */
export type Prepared =
  | { ok: true; name: string; repairs: string[]; warnings: string[]; changes: Change[] }
  | { ok: false; problems: string[] };

interface PublishOptions {
  note: string | undefined;
  /** Whether it becomes the current one. */
  activate: boolean;
  /** The latest switch that was seen. */
  expected: number;
}

/** `expires` as `readExpires` understands it: the archive's clock counts. */
export type NewShare = Pick<ShareLink, "name" | "edition" | "version" | "reveal" | "expires">;
