import { describe, expect, test } from "bun:test";
import { type Panel, readDashboards, readText } from "./files.ts";

const dashboards = [...readDashboards()].map(([file, dashboard]) => ({ file, ...dashboard }));

test("dashboards have addresses that last, each its own", () => {
  expect(dashboards.map(({ uid }) => uid)).toEqual(
    dashboards.map(({ file }) => `vitae-${file.slice(0, -5)}`),
  );
});

test("the data source that dashboards choose is the one that is provisioned", () => {
  expect(readText("grafana/provisioning/datasources/prometheus.yml")).toContain("uid: prometheus\n");
});

describe.each(dashboards)("$file", ({ id, schemaVersion, panels, templating }) => {
  const shown = panels.filter(({ type }) => type !== "row");

  test("belongs to no one installation of Grafana", () => {
    expect(id).toBeUndefined();
    expect(schemaVersion).toBeGreaterThanOrEqual(39);
    expect(templating.list[0]).toMatchObject({ type: "datasource", query: "prometheus" });
    // Spelt so, because it is no template of ours.
    const variable = { type: "prometheus", uid: `$${"{datasource}"}` };
    expect(shown.map(({ datasource }) => datasource)).toEqual(shown.map(() => variable));
  });

  test("says of every panel what it shows, in which unit", () => {
    expect(shown.filter(({ description = "" }) => !/^[A-Z\d].*\.$/.test(description)).map(nameOf)).toEqual(
      [],
    );
    // A heat map has its unit at its axis; a state and a table have none.
    const numeric = shown.filter(({ type }) => type === "timeseries" || type === "stat");
    expect(numeric.filter(({ fieldConfig }) => !fieldConfig?.defaults.unit).map(nameOf)).toEqual([]);
    expect(shown.filter(({ targets = [] }) => targets.length === 0).map(nameOf)).toEqual([]);
  });

  test("has panels that do not overlap, each with a number of its own", () => {
    expect(new Set(panels.map(panel => panel.id)).size).toBe(panels.length);
    const pairs = panels.flatMap((one, index) => panels.slice(index + 1).map(other => [one, other] as const));
    expect(pairs.filter(([one, other]) => overlap(one, other)).map(pair => pair.map(nameOf))).toEqual([]);
    expect(panels.filter(({ gridPos }) => gridPos.x + gridPos.w > 24).map(nameOf)).toEqual([]);
  });
});

function nameOf({ title }: Panel): string {
  return title;
}

function overlap({ gridPos: a }: Panel, { gridPos: b }: Panel): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}
