import { expect, test } from "bun:test";
import { selectors } from "./selectors.ts";

test.each([
  ["up", ["up"]],
  [
    'sum by (code) (rate(http_total{route!~"/(a|b)", code="}"}[5m])) > 1',
    ['http_total{route!~"/(a|b)", code="}"}'],
  ],
  ["a / on (slo) group_left (x) b:c:rate5m offset 10m > bool 200e6", ["a", "b:c:rate5m"]],
  ['label_replace(a, "limit", "sum of b", "", "") or vector(0)', ["a"]],
  ["count(count by (edition) (x)) > 1 and x unless y", ["x", "y"]],
  ["-Inf < a", ["a"]],
])("selectors(%j)", (expr, expected) => {
  expect(selectors(expr)).toEqual(expected);
});
