/** What the older site's own load test reports of it: nginx in front of 4 FastAPI instances, flat out. */
export const olderSite: readonly OlderRow[] = [
  { scenario: "health-100", title: "/health, 100 users", success: 0.63, requestsPerSecond: 451.6 },
  { scenario: "home-200", title: "Home page, 200 users", success: 0.245, requestsPerSecond: 691.6 },
  { scenario: "health-500", title: "/health, 500 users", success: 0.31, requestsPerSecond: 474.9 },
  { scenario: "mixed-1000", title: "Mixed load, 1,000 users", success: 0.243, requestsPerSecond: 294.6 },
];

export interface OlderRow {
  /** The row of ours that does the same, flat out. */
  scenario: string;
  title: string;
  /** Of all requests, 0 to 1. */
  success: number;
  requestsPerSecond: number;
}
