import { Redis, type RedisOptions } from "ioredis";
import type { Log } from "../telemetry/log.ts";
import type { Metrics } from "../telemetry/metrics.ts";

/** Whether Redis can be used at this moment; `off` where none is configured. */
export type RedisState = "up" | "down" | "off";

export interface Connection {
  readonly state: RedisState;
  /** Runs commands. Whatever goes wrong is counted, and gives `undefined`: Redis is never a reason to fail. */
  attempt<Value>(operation: string, run: (redis: Redis) => Promise<Value>): Promise<Value | undefined>;
  /** Calls `receive` with each message of a channel, as long as there is a connection. */
  subscribe(channel: string, receive: (message: string) => void): void;
  close(): void;
}

/** How long the first command waits for the first connection, in ms: a start must not hang on a Redis that does. */
const patienceMs = 300;

/** How often Redis is asked whether it still answers, in ms: a hung one keeps its connections open. */
const checkIntervalMs = 2000;

// Commands fail at once while there is no connection, instead of waiting in a queue: nothing ever waits long for Redis.
const options = {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  connectTimeout: 1000,
  commandTimeout: 500,
  retryStrategy: (attempt: number) => Math.min(100 * 2 ** attempt, 5000) * (0.75 + Math.random() / 2),
} satisfies RedisOptions;

interface Parts {
  log: Log;
  metrics: Pick<Metrics, "registry" | "redisUp" | "redisErrors">;
}

/** Connects to Redis in the background and keeps at it; the log has one line for each change of state. */
export function connectRedis(url: string, { log, metrics }: Parts): Connection {
  metrics.registry.registerMetric(metrics.redisUp);
  const redis = new Redis(url, options);
  const subscriber = new Redis(url, options);
  // What goes wrong with the second connection goes wrong with the first one too, which tells of it.
  subscriber.on("error", () => {});
  let state: RedisState | undefined;
  const reconnect = () => {
    for (const client of [redis, subscriber]) client.disconnect(true);
  };
  const stopWatching = watchHealth(redis, reconnect, (next, reason) => {
    metrics.redisUp.set(next === "up" ? 1 : 0);
    if (next === state) return;
    state = next;
    if (next === "up") log.info("redis", { state });
    else log.warn("redis", { state, reason });
  });
  const settled = firstConnection(redis);
  return {
    get state() {
      return state ?? "down";
    },
    async attempt(operation, run) {
      await settled;
      try {
        return await run(redis);
      } catch {
        // The log tells of a change of state, once; here it is only counted.
        metrics.redisErrors.inc({ operation });
        return undefined;
      }
    },
    subscribe(channel, receive) {
      const join = () => subscriber.subscribe(channel).catch(() => undefined);
      if (subscriber.status === "ready") join();
      subscriber.on("ready", join);
      subscriber.on("message", (_, message) => receive(message));
    },
    close() {
      stopWatching();
      redis.disconnect();
      subscriber.disconnect();
    },
  };
}

/** After so many questions without an answer the connection counts as dead, though nobody has closed it. */
const patienceChecks = 3;

/** Tells again and again whether Redis answers, and where it does not, why. */
function watchHealth(
  redis: Redis,
  reconnect: () => void,
  tell: (state: "up" | "down", reason: string) => void,
): () => void {
  let reason = "no answer";
  let unanswered = 0;
  const check = async () => {
    try {
      await redis.ping();
      reason = "no answer";
      unanswered = 0;
      tell("up", "");
    } catch {
      tell("down", reason);
      unanswered = redis.status === "ready" ? unanswered + 1 : 0;
      if (unanswered === patienceChecks) reconnect();
    }
  };
  redis.on("error", error => {
    reason = error.message;
  });
  redis.on("ready", check);
  redis.on("close", () => tell("down", reason));
  const timer = setInterval(check, checkIntervalMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    redis.removeAllListeners("close");
  };
}

/** Resolves when the first attempt to connect has ended, well or not, or has taken too long. */
function firstConnection(redis: Redis): Promise<unknown> {
  const ended = new Promise(resolve => redis.once("ready", resolve).once("close", resolve));
  return Promise.race([ended, Bun.sleep(patienceMs)]);
}
