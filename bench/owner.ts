/** Who publishes through the site's HTTP API, as an owner's own program does. */
import { openArchive } from "../src/archive/open.ts";
import { createLog } from "../src/telemetry/log.ts";

export interface Owner {
  /**
   * Publishes a résumé once.
   *
   * @param key makes it safe to send the same again where no answer came
   */
  publish(resume: string, key?: string): Promise<Sent>;
  /** The newest editions, and which one is current. @param page.before the number of the last one that is known already */
  list(page: { limit: number; before?: number }): Promise<Listed>;
  /** What an edition was published from. */
  resumeOf(edition: number): Promise<string>;
}

/** What an owner was told: only a number means that it is published. */
export type Sent = { edition: number; isRepeated: boolean } | { edition: undefined; why: string };

export interface Listed {
  editions: { id: number; name: string }[];
  /** The number of the current edition; undefined where nothing was ever published. */
  current: number | undefined;
  /** Where the next page begins, null where there is none. */
  next: number | null;
}

/** How long an owner waits for an answer, in ms. */
const patienceMs = 60_000;

interface Where {
  /** Scheme, host and port of the site. */
  origin: string;
  token: string;
}

export function createOwner({ origin, token }: Where): Owner {
  let asked = 0;
  const ask = (path: string, { headers, ...init }: RequestInit & { headers?: Record<string, string> } = {}) =>
    fetch(`${origin}/api/v1${path}`, {
      ...init,
      headers: { ...headers, authorization: `Bearer ${token}`, "x-forwarded-for": addressOf(asked++) },
      // What is asked after something was killed shall not meet a connection from before.
      keepalive: false,
      signal: AbortSignal.timeout(patienceMs),
    });
  const read = async (path: string) => {
    const response = await ask(path);
    if (!response.ok) throw new Error(`Cannot read ${path} of ${origin}: ${response.status}`);
    return response;
  };
  return {
    async publish(resume, key) {
      const headers = { "content-type": "application/json", ...(key && { "idempotency-key": key }) };
      try {
        const response = await ask("/editions", { method: "POST", body: resume, headers });
        const text = await response.text();
        if (response.status !== 201) return { edition: undefined, why: `${response.status} ${text}` };
        // What the API's document says of a 201.
        const { edition, isRepeated } = JSON.parse(text) as { edition: { id: number }; isRepeated: boolean };
        return { edition: edition.id, isRepeated };
      } catch (error) {
        return { edition: undefined, why: error instanceof Error ? error.message : String(error) };
      }
    },
    async list({ limit, before }) {
      const response = await read(`/editions?limit=${limit}${before ? `&before=${before}` : ""}`);
      // What the API's document says of a 200.
      const { current, ...listed } = (await response.json()) as Omit<Listed, "current"> & {
        current: { edition: number } | null;
      };
      return { ...listed, current: current?.edition };
    },
    resumeOf: async edition => (await read(`/editions/${edition}/files/resume.json`)).text(),
  };
}

/** An owner has the limits of one person, and this one does in minutes what others do in years. */
function addressOf(number: number): string {
  return `10.9.${(number >> 8) & 255}.${number & 255}`;
}

/** Makes a token, as `bun run token` does. @param where the archive is */
export async function makeToken(where: { data: string; databaseUrl?: string | undefined }): Promise<string> {
  const log = createLog({ write: () => {}, pretty: false });
  const archive = openArchive({ ...where, log });
  try {
    return (await archive.tokens.create("bench")).text;
  } finally {
    await archive.close();
  }
}
