import type { Config } from "./config.ts";
import { createEditions, type Editions } from "./edition/editions.ts";
import { programFingerprint } from "./edition/program.ts";
import { connectRedis } from "./edition/redis.ts";
import { alone, type Share, shareOver } from "./edition/share.ts";
import type { Lifecycle } from "./lifecycle.ts";
import { measureEventLoopLag } from "./telemetry/event-loop.ts";
import type { Log } from "./telemetry/log.ts";
import { createMetrics, type Metrics } from "./telemetry/metrics.ts";

/** What the parts of one instance share. */
export interface Services {
  config: Config;
  log: Log;
  metrics: Metrics;
  editions: Editions;
  share: Share;
  lifecycle: Lifecycle;
  /** A fingerprint of the program, part of every edition's id. */
  program: string;
  close(): void;
}

/** Makes everything that routes and publications share. Opens nothing that close() does not close. */
export function createServices(config: Config, log: Log): Services {
  const metrics = createMetrics();
  const program = programFingerprint();
  const stopMeasuring = measureEventLoopLag(metrics.eventLoopLag);
  const share = config.redisUrl ? shareOver(connectRedis(config.redisUrl, { log, metrics })) : alone;
  return {
    config,
    log,
    metrics,
    editions: createEditions(metrics, { https: config.siteUrl?.protocol === "https:" }),
    share,
    lifecycle: { state: "starting" },
    program,
    close() {
      stopMeasuring();
      share.close();
    },
  };
}
