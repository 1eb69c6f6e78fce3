import type { AskPlan } from "./asks.ts";
import { faults } from "./faults.ts";
import type { Pace } from "./load/job.ts";
import type { Scenario } from "./scenario.ts";

const br = { "accept-encoding": "br" };
const gzip = { "accept-encoding": "gzip" };
const identity = { "accept-encoding": "identity" };

const home: AskPlan = { path: "/", headers: br };
const homeAgain: AskPlan = { path: "/", headers: br, isConditional: true };
/** Whatever its state: an instance that is about to stop answers too. */
const health: AskPlan = { path: "/health", startsWith: '{"status":"' };

/** The edge answers nothing with Authorization from its cache (RFC 9111, section 3.5): this reaches an instance each time. */
const uncached: AskPlan = { path: "/", headers: { ...br, authorization: "Basic bm9ib2R5OiA=" } };

/** What people ask of such a site: mostly the page, some of them again. */
const mixed: AskPlan[] = [
  home,
  { path: "/", headers: gzip },
  homeAgain,
  home,
  { path: "/resume.json", headers: gzip },
  home,
  health,
  { path: "/resume.txt", headers: br },
  home,
  { path: "/robots.txt" },
];

/** Every format in every encoding, and nothing that is not asked for. */
const everything: AskPlan[] = ["/", "/resume.json", "/resume.txt"].flatMap(path =>
  [br, gzip, identity].flatMap((headers): AskPlan[] => [
    { path, headers },
    { path, headers, isConditional: true },
  ]),
);

const flatOut: Pace = { kind: "flat out" };

/** A page every few seconds, from people who were there before the measurement began. */
const every = (everyS: number): Pace => ({ kind: "paced", everyS, arriveS: everyS, measureArrival: false });

/** Everybody comes within so many seconds, and stays. */
const within = (arriveS: number): Pace => ({ kind: "paced", everyS: 5, arriveS, measureArrival: true });

const inGroup = (group: Scenario["group"], scenarios: Omit<Scenario, "group">[]): Scenario[] =>
  scenarios.map(scenario => ({ group, ...scenario }));

/** What the older site promised: these rows, then more users than it ever had. A closed loop asks as fast as it can. */
const users = inGroup("users", [
  { name: "health-100", title: "/health", users: 100, pace: flatOut, asks: [health], quickS: 2 },
  { name: "home-200", title: "Home page", users: 200, pace: flatOut, asks: [home], quickS: 2 },
  { name: "health-500", title: "/health", users: 500, pace: flatOut, asks: [health] },
  { name: "mixed-1000", title: "Mixed", users: 1000, pace: flatOut, asks: mixed, quickS: 2 },
  { name: "mixed-2500", title: "Mixed", users: 2500, pace: flatOut, asks: mixed },
  { name: "home-10000", title: "Home page", users: 10_000, pace: flatOut, asks: [home] },
  { name: "health-10000", title: "/health", users: 10_000, pace: flatOut, asks: [health] },
  {
    name: "mixed-1000-paced",
    title: "Mixed",
    users: 1000,
    pace: every(2),
    asks: mixed,
    p99Ms: 200,
    quickS: 2,
  },
  { name: "mixed-2500-paced", title: "Mixed", users: 2500, pace: every(2.5), asks: mixed, p99Ms: 200 },
  { name: "home-10000-paced", title: "Home page", users: 10_000, pace: every(5), asks: [home], p99Ms: 200 },
  { name: "health-10000-paced", title: "/health", users: 10_000, pace: every(5), asks: [health], p99Ms: 100 },
]);

const special = inGroup("special", [
  {
    name: "spike",
    title: "From nobody to 10,000 in five seconds",
    users: 10_000,
    pace: within(5),
    asks: [home],
    p99Ms: 200,
  },
  {
    name: "cold-cache",
    title: "10,000 within a second, nothing cached",
    users: 10_000,
    pace: within(1),
    asks: [home],
    durationS: 5,
    before: stack => stack.reloadEdge(),
  },
  {
    name: "formats",
    title: "Every format in every encoding",
    users: 1000,
    pace: every(2),
    asks: everything,
    p99Ms: 200,
  },
  {
    name: "flood",
    title: "1,000 people beside a flood past the cache",
    users: 1000,
    pace: every(2),
    asks: mixed,
    beside: { title: "the flood", users: 200, isOneAddress: false, asks: [uncached], mustBeLimited: false },
  },
  {
    name: "abuser",
    title: "1,000 people beside one who asks all the time",
    users: 1000,
    pace: every(2),
    asks: mixed,
    beside: { title: "the abuser", users: 50, isOneAddress: true, asks: [home], mustBeLimited: true },
    quickS: 2,
  },
  {
    name: "soak",
    title: "200,000 requests past the cache",
    users: 64,
    pace: flatOut,
    asks: [uncached, health],
    requests: 200_000,
    growthBytes: 32 * 1024 * 1024,
  },
]);

/** Half of what is asked reaches an instance, or nobody would notice that one has gone. */
const honest: Pick<Scenario, "users" | "pace" | "asks"> = {
  users: 1000,
  pace: every(2),
  asks: [home, health],
};

const broken = inGroup(
  "faults",
  faults.map(({ name, title, quickS, ...fault }) => ({
    ...honest,
    name,
    title,
    durationS: 15,
    ...(quickS && { quickS }),
    fault,
  })),
);

const published = inGroup("faults", [
  {
    name: "publications",
    title: "20 publications a minute",
    users: 1000,
    pace: every(2),
    asks: mixed,
    durationS: 60,
    publications: { everyS: 3, turnS: 12, p99Ratio: 1.5, everywhereMs: 1000, edgeMs: 6000 },
  },
  {
    name: "kill-loop-sqlite",
    title: "Any part is killed while an owner publishes, archive in SQLite",
    users: 1,
    pace: flatOut,
    asks: [],
    kills: { archive: "sqlite" },
  },
  {
    name: "kill-loop-postgres",
    title: "Any part is killed while an owner publishes, archive in PostgreSQL",
    users: 1,
    pace: flatOut,
    asks: [],
    kills: { archive: "postgres" },
  },
]);

/** What breaks something comes last. */
export const scenarios: readonly Scenario[] = [...users, ...special, ...broken, ...published];
