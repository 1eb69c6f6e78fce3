import { join } from "node:path";
import type { Program } from "./part.ts";
import type { Ports } from "./ports.ts";
import { root } from "./servers.ts";
import { ask } from "./socket.ts";
import { answers } from "./until.ts";

interface Options {
  /** Where the server's program lies. */
  program: string;
  ports: Pick<Ports, "redis" | "redisExporter">;
  env: Record<string, string>;
  directory: string;
}

/** Redis with the file that compose gives it. */
export function redis({ program, ports, env, directory }: Options): Program {
  const where = ["--bind", "127.0.0.1", "--port", String(ports.redis), "--dir", directory];
  const memory = ["--maxmemory", env.REDIS_MAXMEMORY ?? "64mb"];
  return {
    name: "redis",
    command: [program, join(root, "redis/redis.conf"), ...where, ...memory],
    env,
    cwd: directory,
    log: join(directory, "redis.log"),
    isReady: async () => (await ask({ port: ports.redis, say: "PING\r\nQUIT\r\n" })).startsWith("+PONG"),
    stopSignal: "SIGTERM",
  };
}

/** What measures Redis for Prometheus. */
export function redisExporter({ program, ports, env, directory }: Options): Program {
  return {
    name: "redis-exporter",
    command: [
      program,
      `--redis.addr=redis://127.0.0.1:${ports.redis}`,
      `--web.listen-address=127.0.0.1:${ports.redisExporter}`,
    ],
    env,
    cwd: directory,
    log: join(directory, "redis-exporter.log"),
    isReady: () => answers(`http://127.0.0.1:${ports.redisExporter}/health`),
    stopSignal: "SIGTERM",
  };
}
