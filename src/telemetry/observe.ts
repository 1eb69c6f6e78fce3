import type { Metrics } from "./metrics.ts";

type Fetch = (request: Request) => Promise<Response>;

// Anything else is one label: a client must not be able to invent time series.
const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/**
 * Counts and times every response of the program, at the one place that they all pass.
 *
 * @param routeOf gives a request's route as its pattern, from a closed set
 */
export function observe(
  fetch: Fetch,
  { metrics, routeOf }: { metrics: Metrics; routeOf: (request: Request) => string },
): Fetch {
  return async request => {
    const start = performance.now();
    metrics.inFlight.inc();
    try {
      const response = await fetch(request);
      const method = methods.has(request.method) ? request.method : "other";
      const route = routeOf(request);
      metrics.requests.inc({ method, route, status: response.status });
      metrics.requestDuration.observe({ method, route }, (performance.now() - start) / 1000);
      return response;
    } finally {
      metrics.inFlight.dec();
    }
  };
}
