import type { Archive } from "../../archive/archive.ts";
import type { Config } from "../../config.ts";
import type { Editions } from "../../edition/editions.ts";
import type { Publisher } from "../../publication/publisher.ts";
import type { Log } from "../../telemetry/log.ts";

/** What the API needs of an instance. */
export interface ApiServices {
  archive: Archive;
  publisher: Publisher;
  editions: Pick<Editions, "current">;
  config: Pick<Config, "isResumeNamed" | "resume" | "siteUrl">;
  log: Log;
}
