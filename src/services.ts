import type { Archive } from "./archive/archive.ts";
import { archiveOff } from "./archive/off.ts";
import { openArchive } from "./archive/open.ts";
import type { Config } from "./config.ts";
import { createEditions, type Editions } from "./edition/editions.ts";
import { programFingerprint } from "./edition/program.ts";
import { connectRedis } from "./edition/redis.ts";
import { alone, type Share, shareOver } from "./edition/share.ts";
import type { Lifecycle } from "./lifecycle.ts";
import { createPublisher } from "./publication/create-publisher.ts";
import type { Publisher } from "./publication/publisher.ts";
import { createStage, type Stage } from "./publication/stage.ts";
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
  archive: Archive;
  /** What the current edition comes from. */
  stage: Stage;
  publisher: Publisher;
  lifecycle: Lifecycle;
  /** A fingerprint of the program, part of every edition's id. */
  program: string;
  close(): Promise<void>;
}

/** Makes everything that routes and publications share. Opens nothing that close() does not close. */
export function createServices(config: Config, log: Log): Services {
  const metrics = createMetrics();
  const program = programFingerprint();
  const stopMeasuring = measureEventLoopLag(metrics.eventLoopLag);
  const share = config.redisUrl ? shareOver(connectRedis(config.redisUrl, { log, metrics })) : alone;
  const editions = createEditions(metrics, { https: config.siteUrl?.protocol === "https:" });
  const stage = createStage(editions);
  const archive = archiveOf(config, { log, metrics });
  return {
    config,
    log,
    metrics,
    editions,
    share,
    archive,
    stage,
    publisher: createPublisher({ archive, config, editions, metrics, program, share, stage }),
    lifecycle: { state: "starting" },
    program,
    async close() {
      stopMeasuring();
      share.close();
      await archive.close();
    },
  };
}

function archiveOf(
  { data, databaseUrl, databasePasswordFile }: Config,
  parts: Pick<Services, "log" | "metrics">,
): Archive {
  return data === undefined ? archiveOff : openArchive({ data, databaseUrl, databasePasswordFile, ...parts });
}
