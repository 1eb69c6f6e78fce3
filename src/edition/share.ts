import type { Edition } from "./edition.ts";
import type { Connection, RedisState } from "./redis.ts";
import { deserialize, serialize } from "./serialize.ts";

/** What the instances of a fleet share: printed editions, and the news that there is another. */
export interface Share {
  readonly state: RedisState;
  /** An edition that some instance has printed. */
  fetch(id: string): Promise<Edition | undefined>;
  store(edition: Edition): Promise<void>;
  /** Asks for the right to print an edition, so that of a fleet that starts together one prints and the others wait for it. */
  claim(id: string): Promise<boolean>;
  /** Says that the one who claimed an edition still prints it. */
  keepClaim(id: string): Promise<void>;
  /** Tells the fleet that there is another edition. */
  announce(id: string): Promise<void>;
  /** Calls `look` with the id of each edition that another instance announced. */
  onAnnounced(look: (id: string) => void): void;
  close(): void;
}

/** Long enough for a fleet to restart, short enough that old editions do not pile up. */
const expirySeconds = 7 * 24 * 60 * 60;

/** An edition that is larger is printed everywhere: Redis is for what many want, and quickly. */
const maxBytes = 16 * 1024 * 1024;

/** How long a claim holds that is not kept, in ms: one who died with it delays nobody for longer. */
const claimMs = 2000;

const channel = "vitae:editions";
const editionKey = (id: string) => `vitae:edition:${id}`;
const claimKey = (id: string) => `vitae:printing:${id}`;

/** Shares editions over Redis. Their ids hold the program and the site, so that different ones can share one Redis. */
export function shareOver(redis: Connection): Share {
  return {
    get state() {
      return redis.state;
    },
    async fetch(id) {
      const bytes = await redis.attempt("fetch", client => client.getBuffer(editionKey(id)));
      if (!bytes) return undefined;
      // A value that was cut or changed counts as none: the edition is printed anew, and stored over it.
      const edition = deserialize(bytes, id);
      if (!edition) await redis.attempt("discard", client => client.del(editionKey(id)));
      return edition;
    },
    async store(edition) {
      const bytes = serialize(edition);
      if (bytes.length > maxBytes) return;
      await redis.attempt("store", client => client.set(editionKey(edition.id), bytes, "EX", expirySeconds));
    },
    async claim(id) {
      // Without Redis there is nobody to wait for: no answer is a yes, only the claim of another is a no.
      const answer = await redis.attempt("claim", client =>
        client.set(claimKey(id), "1", "PX", claimMs, "NX"),
      );
      return answer !== null;
    },
    async keepClaim(id) {
      await redis.attempt("claim", client => client.pexpire(claimKey(id), claimMs));
    },
    async announce(id) {
      await redis.attempt("announce", client => client.publish(channel, id));
    },
    onAnnounced: look => redis.subscribe(channel, look),
    close: () => redis.close(),
  };
}

/** An instance that shares with nobody: it prints every edition itself. */
export const alone: Share = {
  state: "off",
  fetch: async () => undefined,
  store: async () => {},
  claim: async () => true,
  keepClaim: async () => {},
  announce: async () => {},
  onAnnounced: () => {},
  close: () => {},
};
