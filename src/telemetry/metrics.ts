import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { countedRequests, requestDurations, requestsInFlight } from "./tallied.ts";
import { createTally } from "./tally.ts";

export type Metrics = ReturnType<typeof createMetrics>;

/** Upper bounds in seconds, dense where a résumé's answers fall. */
const latencyBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** How a publication can end. */
const outcomes = ["published", "refused", "failed"];

/** What the archive is asked for. */
const archiveOperations = ["read", "write"];

// Read NaN, 0 or 2^63 on Bun: `event_loop_lag_seconds` is measured by ourselves.
const brokenOnBun = /^nodejs_eventloop_lag_/;

/** All metrics of one instance, in a registry of its own. Labels come from closed sets: a route's pattern, a method, a status. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  for (const { name } of registry.getMetricsAsArray()) {
    if (brokenOnBun.test(name)) registry.removeSingleMetric(name);
  }
  const tally = createTally(latencyBuckets);
  const publications = new Counter({
    name: "publications_total",
    help: "Attempts to publish, by how they ended.",
    labelNames: ["outcome"],
    registers,
  });
  const archiveErrors = new Counter({
    name: "archive_errors_total",
    help: "Questions that the archive did not answer.",
    labelNames: ["operation"],
    registers,
  });
  // From 0 on, so that the first one is seen as an increase.
  for (const outcome of outcomes) publications.inc({ outcome }, 0);
  for (const operation of archiveOperations) archiveErrors.inc({ operation }, 0);
  return {
    registry,
    tally,
    requests: countedRequests(tally, registers),
    requestDuration: requestDurations(tally, latencyBuckets, registers),
    inFlight: requestsInFlight(tally, registers),
    eventLoopLag: new Histogram({
      name: "event_loop_lag_seconds",
      help: "How late a timer fires because the event loop was busy.",
      buckets: latencyBuckets,
      registers,
    }),
    edition: new Gauge({
      name: "edition_info",
      help: "The current edition: always 1, what it is stands in the labels.",
      labelNames: ["edition", "version"],
      registers,
    }),
    printDuration: new Gauge({
      name: "edition_print_duration_seconds",
      help: "How long it took to print the current edition: every format and encoding.",
      registers,
    }),
    editionsLoaded: new Counter({
      name: "editions_loaded_total",
      help: "Editions that became the current one, by where they came from.",
      labelNames: ["source"],
      registers,
    }),
    redisUp: new Gauge({
      name: "redis_up",
      help: "Whether Redis answers: 1 or 0. Without a value where no Redis is configured.",
      registers: [],
    }),
    redisErrors: new Counter({
      name: "redis_errors_total",
      help: "Commands that Redis did not carry out.",
      labelNames: ["operation"],
      registers,
    }),
    archiveUp: new Gauge({
      name: "archive_up",
      help: "Whether the archive answers: 1 or 0. Without a value where there is none.",
      registers: [],
    }),
    archiveErrors,
    shareOpens: new Counter({
      name: "share_opens_total",
      help: "Pages that were opened by a share link.",
      registers,
    }),
    publications,
  };
}
