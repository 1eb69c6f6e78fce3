import type { Edition } from "./edition.ts";
import type { Connection, RedisState } from "./redis.ts";
import { deserialize, serialize } from "./serialize.ts";

/** What the instances of a fleet share: printed editions, and the news that there is another. */
export interface Share {
  readonly state: RedisState;
  /** An edition that some instance has printed. */
  fetch(id: string): Promise<Edition | undefined>;
  store(edition: Edition): Promise<void>;
  /** Tells the fleet to move to an edition that was stored. */
  announce(id: string): Promise<void>;
  /** Calls `move` with each edition that another instance announced. */
  onAnnounced(move: (edition: Edition) => void): void;
  close(): void;
}

/** Long enough for a fleet to restart, short enough that old editions do not pile up. */
const expirySeconds = 7 * 24 * 60 * 60;

/** An edition that is larger is printed everywhere: Redis is for what many want, and quickly. */
const maxBytes = 16 * 1024 * 1024;

const keyOf = (id: string) => `vitae:edition:${id}`;

/**
 * Shares editions over Redis. Only instances of the same program follow each other's announcements: during an upgrade,
 * old and new ones go on side by side.
 */
export function shareOver(redis: Connection, program: string): Share {
  const channel = `vitae:announce:${program}`;
  const fetch = async (id: string) => {
    const bytes = await redis.attempt("fetch", client => client.getBuffer(keyOf(id)));
    if (!bytes) return undefined;
    // A value that was cut or changed counts as none: the edition is printed anew, and stored over it.
    const edition = deserialize(bytes, id);
    if (!edition) await redis.attempt("discard", client => client.del(keyOf(id)));
    return edition;
  };
  return {
    get state() {
      return redis.state;
    },
    fetch,
    async store(edition) {
      const bytes = serialize(edition);
      if (bytes.length > maxBytes) return;
      await redis.attempt("store", client => client.set(keyOf(edition.id), bytes, "EX", expirySeconds));
    },
    async announce(id) {
      await redis.attempt("announce", client => client.publish(channel, id));
    },
    onAnnounced(move) {
      redis.subscribe(channel, async id => {
        const edition = await fetch(id);
        if (edition) move(edition);
      });
    },
    close: () => redis.close(),
  };
}

/** An instance that shares with nobody: it prints every edition itself. */
export const alone: Share = {
  state: "off",
  fetch: async () => undefined,
  store: async () => {},
  announce: async () => {},
  onAnnounced: () => {},
  close: () => {},
};
