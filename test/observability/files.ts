/** What lies in observability/, read and typed: as much of it as the tests look at. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/process.ts";

export interface Rule {
  record?: string;
  alert?: string;
  expr: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

export interface AlertTest {
  alertname: string;
  exp_alerts?: unknown[];
}

export interface UnitTest {
  name: string;
  alert_rule_test?: AlertTest[];
  promql_expr_test?: { expr: string }[];
}

export interface Panel {
  id: number;
  type: string;
  title: string;
  description?: string;
  datasource?: { type: string; uid: string };
  fieldConfig?: { defaults: { unit?: string } };
  targets?: { expr: string; refId: string }[];
  gridPos: { x: number; y: number; w: number; h: number };
}

export interface Dashboard {
  id?: number;
  uid: string;
  title: string;
  schemaVersion: number;
  annotations: { list: { name: string; expr: string }[] };
  templating: { list: { name: string; type: string; query: string | { query: string } }[] };
  panels: Panel[];
}

const folder = join(root, "observability");

/** The rules, by their file's name. */
export function readRules(): Map<string, Rule[]> {
  return readFolder<{ groups: { rules: Rule[] }[] }, Rule[]>("prometheus/rules", ({ groups }) =>
    groups.flatMap(({ rules }) => rules),
  );
}

/** promtool's unit tests of the rules, by their file's name. */
export function readUnitTests(): Map<string, UnitTest[]> {
  return readFolder<{ tests: UnitTest[] }, UnitTest[]>("prometheus/tests", ({ tests }) => tests);
}

/** The dashboards, by their file's name. */
export function readDashboards(): Map<string, Dashboard> {
  return readFolder<Dashboard, Dashboard>("grafana/dashboards", dashboard => dashboard);
}

export function readText(path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

function readFolder<Content, Value>(path: string, pick: (content: Content) => Value): Map<string, Value> {
  // JSON is YAML. A cast, because the files are ours: promtool and Grafana are the ones to say whether they are valid.
  const read = (file: string) => pick(Bun.YAML.parse(readText(join(path, file))) as Content);
  return new Map(
    readdirSync(join(folder, path))
      .sort()
      .map(file => [file, read(file)]),
  );
}
