import { describe, expect, test } from "bun:test";
import { readRules, readText, readUnitTests } from "./files.ts";
import { selectors } from "./selectors.ts";

const rules = readRules();
const alerts = [...rules.values()]
  .flat()
  .flatMap(({ alert, ...rule }) => (alert ? [{ alert, ...rule }] : []));
const unitTests = [...readUnitTests().values()].flat();
const runbook = readText("runbook.md");

/** What GitHub makes of a heading. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\w -]/g, "")
    .replaceAll(" ", "-");

const entries = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map(entry => [entry.slice(0, entry.indexOf("\n")), entry]),
);

test("there are alerts, each under a name of its own", () => {
  expect(alerts.length).toBeGreaterThan(15);
  expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length);
});

describe.each(alerts)("$alert", ({ alert, expr, labels, annotations }) => {
  test("says how urgent it is, what is wrong, with the value, and where to read on", () => {
    expect(["page", "ticket", "info"]).toContain(labels?.severity ?? "none");
    expect(annotations?.summary).toMatch(/^[A-Z].*[^.]$/);
    expect(annotations?.description).toMatch(/\$value|\$labels/);
    expect(annotations?.runbook_url).toBe(`observability/runbook.md#${anchor(alert)}`);
  });

  test("has an entry in the runbook: what it means, what a visitor notices, what to look at, what to do", () => {
    const entry = entries.get(alert) ?? "";
    for (const part of ["**Means** ", "**A visitor** ", "**Look at**", "**Do** "]) {
      // "The same as above" is an answer to the last two.
      if (!entry.includes("**Look at** and **do** as for")) expect(entry).toContain(part);
    }
    expect(entry).toContain("**Means** ");
  });

  test("is tested in both directions", () => {
    const cases = unitTests
      .flatMap(({ alert_rule_test = [] }) => alert_rule_test)
      .filter(({ alertname }) => alertname === alert);
    expect(cases.some(({ exp_alerts = [] }) => exp_alerts.length > 0)).toBe(true);
    expect(cases.some(({ exp_alerts = [] }) => exp_alerts.length === 0)).toBe(true);
  });

  test("compares with numbers of thresholds.yml only", () => {
    const compared = [...expr.matchAll(/[<>]=? *(?:bool *)?(-?\d[\d.e]*)/g)].map(([, number]) =>
      Number(number),
    );
    expect(compared.filter(number => number !== 0 && number !== 1)).toEqual([]);
  });
});

test("the runbook has no entry for an alert that is gone, and no link that leads nowhere", () => {
  const names = alerts.map(({ alert }) => alert);
  const others = ["First, always", "Without an alert"];
  expect([...entries.keys()].filter(name => !others.includes(name) && !names.includes(name))).toEqual([]);
  const headings = [...runbook.matchAll(/^##+ (.+)$/gm)].map(([, heading = ""]) => heading);
  const anchors = new Set(headings.map(anchor));
  const links = [...runbook.matchAll(/\]\(#([^)]+)\)/g)].map(([, link = ""]) => link);
  expect(links.filter(link => !anchors.has(link))).toEqual([]);
});

test("every recorded series is tested, and every threshold is used", () => {
  const recorded = (file: string) => new Set((rules.get(file) ?? []).flatMap(({ record }) => record ?? []));
  const tested = unitTests.flatMap(({ promql_expr_test = [] }) => promql_expr_test).map(({ expr }) => expr);
  expect([...recorded("recording.yml")].filter(name => !tested.some(expr => expr.includes(name)))).toEqual(
    [],
  );
  const used = [...rules.values()].flat().flatMap(({ expr }) => selectors(expr));
  expect([...recorded("thresholds.yml")].filter(name => !used.includes(name))).toEqual([]);
});

test("a series is recorded over the window that its name or label says", () => {
  for (const { record = "", expr, labels } of rules.get("recording.yml") ?? []) {
    const window = labels?.window ?? /rate(\d+[mhd])$/.exec(record)?.[1];
    const ranges = [...expr.matchAll(/\[(\d+[mhd])\]/g)].map(([, range]) => range);
    if (window) expect(ranges.filter(range => range !== window)).toEqual([]);
  }
});
