import { edge } from "./edge.ts";
import { instance } from "./instance.ts";
import type { Program } from "./part.ts";
import type { Ports } from "./ports.ts";
import { prometheus } from "./prometheus.ts";
import { redis, redisExporter } from "./redis.ts";
import { findServer, requireServer, type ServerName } from "./servers.ts";

/** What is asked for, every default filled in. */
export interface Wishes {
  resume?: string | undefined;
  data: string;
  ports: Ports;
  siteUrl: string;
  env: Record<string, string>;
  without: readonly ("redis" | "prometheus")[];
  report: (event: string) => void;
  /** An empty folder of this stack's own. */
  directory: string;
}

/** The parts that will run. */
export interface Plan {
  edge: Program;
  instances: Program[];
  redis: Program | undefined;
  redisExporter: Program | undefined;
  prometheus: Program | undefined;
}

/**
 * What will run on this machine: all that is asked for, less what is not installed, which is reported.
 *
 * @throws {Error} where a part is not installed that nothing goes without
 */
export function makePlan(wishes: Wishes): Plan {
  const { ports, env, directory, without, report } = wishes;
  const find = (name: ServerName) => findServer(name, report);
  const shared = { ports, env, directory };
  const proxy = requireServer("haproxy");
  const store = without.includes("redis") ? undefined : find("redis-server");
  const watcher = without.includes("prometheus") ? undefined : find("prometheus");
  const exporter = store && watcher ? find("prometheus-redis-exporter") : undefined;
  return {
    edge: edge({ ...shared, program: proxy }),
    instances: planInstances(wishes, store !== undefined),
    redis: store ? redis({ ...shared, program: store }) : undefined,
    redisExporter: exporter ? redisExporter({ ...shared, program: exporter }) : undefined,
    prometheus: watcher
      ? prometheus({ ...shared, program: watcher, hasRedis: exporter !== undefined })
      : undefined,
  };
}

function planInstances(wishes: Wishes, hasRedis: boolean): Program[] {
  const { ports, resume, data, siteUrl, env, directory } = wishes;
  const redisUrl = hasRedis ? `redis://127.0.0.1:${ports.redis}` : undefined;
  return ports.instances.map((port, index) =>
    instance({ number: index + 1, port, resume, data, siteUrl, redisUrl, env, directory }),
  );
}
