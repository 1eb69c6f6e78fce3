import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Program } from "./part.ts";
import type { Ports } from "./ports.ts";
import { root } from "./servers.ts";
import { answers } from "./until.ts";

interface Options {
  /** Where Prometheus' program lies. */
  program: string;
  ports: Ports;
  /** Whether somebody measures Redis. */
  hasRedis: boolean;
  env: Record<string, string>;
  directory: string;
}

/** Prometheus with the files that compose gives it, less the addresses, which differ. */
export function prometheus({ program, ports, hasRedis, env, directory }: Options): Program {
  const config = join(directory, "prometheus");
  const isShared = (path: string) => basename(path) !== "targets";
  cpSync(join(root, "observability/prometheus"), config, { recursive: true, filter: isShared });
  writeTargets(join(config, "targets"), ports, hasRedis);
  return {
    name: "prometheus",
    command: [
      program,
      `--config.file=${join(config, "prometheus.yml")}`,
      `--storage.tsdb.path=${join(directory, "prometheus-data")}`,
      `--web.listen-address=127.0.0.1:${ports.prometheus}`,
    ],
    env,
    cwd: directory,
    log: join(directory, "prometheus.log"),
    isReady: () => answers(`http://127.0.0.1:${ports.prometheus}/-/ready`),
    stopSignal: "SIGTERM",
  };
}

/** What each job scrapes, for file_sd_configs. JSON is YAML. */
function writeTargets(directory: string, ports: Ports, hasRedis: boolean): void {
  const target = (port: number, instance: string) => ({
    targets: [`127.0.0.1:${port}`],
    labels: { instance },
  });
  const jobs = {
    edge: [target(ports.exporter, "haproxy")],
    instance: ports.instances.map((port, index) => target(port, `app${index + 1}`)),
    redis: hasRedis ? [target(ports.redisExporter, "redis")] : [],
    prometheus: [target(ports.prometheus, "prometheus")],
  };
  mkdirSync(directory);
  for (const [job, targets] of Object.entries(jobs))
    writeFileSync(join(directory, `${job}.yml`), JSON.stringify(targets));
}
