/** Every query that a dashboard or a rule asks, and whether a Prometheus has an answer to it. */
import { readDashboards, readRules } from "./files.ts";
import { selectors } from "./selectors.ts";

export interface Query {
  /** Whose it is, such as `edge.json: Queue`. */
  where: string;
  /** PromQL, without Grafana's variables. */
  expr: string;
}

export interface Finding extends Query {
  /** What is wrong with its answer. */
  problem: string;
}

/** What has no data in a stack where nothing goes wrong, and why. */
export const onlyUnderFaults: { has: string; why: string }[] = [
  { has: 'ALERTS{alertstate="firing"', why: "nothing fires" },
  { has: 'redis_errors_total{job="instance"}', why: "the counter begins with the first command that fails" },
  {
    has: 'archive_errors_total{job="instance"',
    why: "the counter begins with the first question that fails",
  },
  { has: 'route=~"/api/.+"', why: "nobody publishes" },
];

/**
 * Every query of every dashboard, its variables and annotations, and of every rule. An alert has no answer as long as all is
 * well: what counts is that each series which it looks at is there.
 */
export function allQueries(): Query[] {
  return [...dashboardQueries(), ...ruleQueries()];
}

/**
 * Asks a Prometheus every query.
 *
 * @param url of the Prometheus, without a slash at the end
 * @param deadlineMs how long to wait for answers that are still missing: rates need two scrapes, rules an evaluation. @default 0
 * @returns the queries that fail or have no answer, with the reason; those of `onlyUnderFaults` may lack one
 */
export async function runQueries(url: string, deadlineMs = 0): Promise<Finding[]> {
  const deadline = Date.now() + deadlineMs;
  let findings = await ask(url, allQueries());
  while (findings.length > 0 && Date.now() < deadline) {
    await Bun.sleep(500);
    findings = await ask(url, findings);
  }
  return findings;
}

function dashboardQueries(): Query[] {
  return [...readDashboards()].flatMap(([file, { panels, templating, annotations }]) => [
    ...panels.flatMap(({ title, targets = [] }) =>
      targets.map(({ expr }) => ({ where: `${file}: ${title}`, expr: fillIn(expr) })),
    ),
    ...annotations.list.map(({ name, expr }) => ({ where: `${file}: ${name}`, expr: fillIn(expr) })),
    ...templating.list
      .filter(({ type }) => type === "query")
      .map(({ name, query }) => ({ where: `${file}: $${name}`, expr: seriesOf(query) })),
  ]);
}

function ruleQueries(): Query[] {
  return [...readRules()].flatMap(([file, rules]) =>
    rules.flatMap(({ record, alert, expr }) => {
      const where = `${file}: ${record ?? alert}`;
      if (record) return [{ where, expr }];
      return selectors(expr).map(selector => ({ where, expr: selector }));
    }),
  );
}

/** Puts in what Grafana would, of a dashboard that shows the last hour. */
function fillIn(expr: string): string {
  return expr.replaceAll("$__rate_interval", "1m").replaceAll("$instance", ".+");
}

/** Of `label_values(series, label)`, the series. */
function seriesOf(query: string | { query: string }): string {
  const text = typeof query === "string" ? query : query.query;
  return text.replace(/^label_values\((.+), \w+\)$/s, "$1");
}

async function ask(url: string, queries: Query[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const query of queries) {
    const problem = await problemOf(url, query.expr);
    if (problem) findings.push({ ...query, problem });
  }
  return findings;
}

async function problemOf(url: string, expr: string): Promise<string | undefined> {
  const body = new URLSearchParams({ query: expr });
  const response = await fetch(`${url}/api/v1/query`, { method: "POST", body });
  // Cast: Prometheus' HTTP API promises this shape (prometheus.io/docs/prometheus/latest/querying/api).
  const answer = (await response.json()) as {
    error?: string;
    data?: { result: { value: [number, string] }[] };
  };
  if (answer.error) return answer.error;
  const values = answer.data?.result.map(({ value }) => value[1]) ?? [];
  if (values.some(value => value !== "NaN")) return undefined;
  if (onlyUnderFaults.some(({ has }) => expr.includes(has))) return undefined;
  return values.length > 0 ? "every value is NaN" : "no data";
}
