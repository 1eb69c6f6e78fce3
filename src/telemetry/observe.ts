import { type Fetch, finish } from "../http/fetch.ts";
import type { Tally } from "./tally.ts";

// Anything else is one label: a client must not be able to invent time series.
const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/**
 * Counts and times every response of the program, at the one place that they all pass.
 *
 * @param routeOf gives a request's route as its pattern, from a closed set
 */
export function observe(
  fetch: Fetch,
  { tally, routeOf }: { tally: Tally; routeOf: (request: Request) => string },
): Fetch {
  return request => {
    const start = performance.now();
    tally.begin();
    return finish(fetch(request), response => {
      const method = methods.has(request.method) ? request.method : "other";
      const labels = { method, route: routeOf(request) };
      tally.end(labels, response.status, (performance.now() - start) / 1000);
      return response;
    });
  };
}
