import { expect, test } from "bun:test";
import { createMetrics } from "../../src/telemetry/metrics.ts";

const home = { method: "GET", route: "/" };

test("a tally is scraped as prom-client would have counted it", async () => {
  const { tally, registry } = createMetrics();
  for (const seconds of [0.0005, 0.001, 0.002, 0.3, 7]) {
    tally.begin();
    tally.end(home, seconds === 7 ? 500 : 200, seconds);
  }
  tally.begin();
  const text = await registry.metrics();
  const lines = text.split("\n").filter(line => line.startsWith("http_"));
  const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, "+Inf"];
  const counts = [2, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 5];
  expect(lines).toEqual([
    'http_requests_total{method="GET",route="/",status="200"} 4',
    'http_requests_total{method="GET",route="/",status="500"} 1',
    ...bounds.map(
      (bound, at) =>
        `http_request_duration_seconds_bucket{le="${bound}",method="GET",route="/"} ${counts[at]}`,
    ),
    'http_request_duration_seconds_sum{method="GET",route="/"} 7.3035',
    'http_request_duration_seconds_count{method="GET",route="/"} 5',
    "http_requests_in_flight 1",
  ]);
  expect(text).toContain("# TYPE http_request_duration_seconds histogram\n");
  expect(await registry.metrics()).toContain('status="200"} 4\n');
});
