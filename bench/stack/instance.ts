import { join } from "node:path";
import type { Program } from "./part.ts";
import { root } from "./servers.ts";
import { answers } from "./until.ts";

export interface InstanceOptions {
  /** From 1. */
  number: number;
  port: number;
  /** The résumé that was named, if one was. Without it the instance serves what was published last, and the project's file until then. */
  resume: string | undefined;
  /** The folder of the archive that the instances share, unless `env` names a database. @default no archive */
  data?: string;
  siteUrl: string;
  /** Undefined where there is no Redis. */
  redisUrl: string | undefined;
  env: Record<string, string>;
  directory: string;
}

/** One instance, as `npm start` runs it, on a port of its own. */
export function instance({
  number,
  port,
  resume,
  data = "none",
  siteUrl,
  redisUrl,
  env,
  directory,
}: InstanceOptions): Program {
  const name = `instance ${number}`;
  return {
    name,
    // What stands in .env has reached it through `env`, less what the stack decides.
    command: [process.execPath, "--no-env-file", "src/main.ts", ...(resume ? [resume] : [])],
    env: {
      ...env,
      HOST: "127.0.0.1",
      PORT: String(port),
      DATA: data,
      // Every instance calls the site by the same name, or their editions would differ.
      SITE_URL: siteUrl,
      REDIS_URL: redisUrl ?? "",
    },
    cwd: root,
    log: join(directory, `instance-${number}.log`),
    isReady: () => answers(`http://127.0.0.1:${port}/readyz`),
    // SIGINT: the edge has ended by then, so that nobody needs a notice.
    stopSignal: "SIGINT",
  };
}

/** The edition that an instance serves, or null while it serves none. */
export async function editionOf(port: number): Promise<string | null> {
  const response = await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(2000) });
  const health: unknown = await response.json();
  const isKnown = typeof health === "object" && health !== null && "edition" in health;
  return isKnown && typeof health.edition === "string" ? health.edition : null;
}
