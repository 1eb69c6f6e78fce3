/** A tally as metrics of prom-client, which read it when they are scraped. */
import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { Series, Tally } from "./tally.ts";

export function countedRequests(tally: Tally, registers: Registry[]) {
  return new Counter({
    name: "http_requests_total",
    help: "Responses sent, by the route's pattern, the method and the status.",
    labelNames: ["method", "route", "status"],
    registers,
    collect() {
      this.reset();
      for (const { labels, statuses } of tally.series) {
        for (const [status, count] of statuses) this.inc({ ...labels, status }, count);
      }
    },
  });
}

export function requestsInFlight(tally: Tally, registers: Registry[]) {
  return new Gauge({
    name: "http_requests_in_flight",
    help: "Requests that have arrived and are not answered yet.",
    registers,
    collect() {
      this.set(tally.inFlight);
    },
  });
}

/** @param bounds the tally's */
export function requestDurations(tally: Tally, bounds: readonly number[], registers: Registry[]) {
  return new TalliedHistogram({
    name: "http_request_duration_seconds",
    help: "Time from a request's arrival in the program until its response is ready.",
    labelNames: ["method", "route"],
    buckets: [...bounds],
    registers,
    tally,
  });
}

type Configuration = ConstructorParameters<typeof Histogram<"method" | "route">>[0];

/** A histogram of prom-client takes one value at a time; this one has its buckets counted already. */
class TalliedHistogram extends Histogram<"method" | "route"> {
  constructor(readonly configuration: Configuration & { tally: Tally }) {
    super(configuration);
  }

  /** What prom-client reads for a scrape, and for get(). Its types do not name it. */
  getForPromString() {
    const { name, help, buckets = [], tally } = this.configuration;
    const values = tally.series.flatMap(series => samples(name, series, buckets));
    return { name, help, type: "histogram", aggregator: "sum", values };
  }
}

/** A series in the words of Prometheus: each bucket holds those below it too, and the last one all. */
function samples(name: string, { labels: sharedLabels, buckets, sumSeconds }: Series, bounds: number[]) {
  let count = 0;
  const cumulative = buckets.map((inBucket, place) => {
    count += inBucket;
    const labels = { le: bounds[place] ?? "+Inf" };
    return { metricName: `${name}_bucket`, labels, sharedLabels, value: count };
  });
  return [
    ...cumulative,
    { metricName: `${name}_sum`, labels: {}, sharedLabels, value: sumSeconds },
    { metricName: `${name}_count`, labels: {}, sharedLabels, value: count },
  ];
}
