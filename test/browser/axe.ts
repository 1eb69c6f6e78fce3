/** axe-core with nothing switched off: its rules for AAA, best practices, and the experimental and deprecated ones too. */
import axe from "axe-core";
import type { Page } from "puppeteer-core";

const runEveryRule = `axe.run(document, {
  rules: Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: true }])),
  resultTypes: ["violations", "incomplete"],
}).then(({ violations, incomplete }) => [...violations, ...incomplete])`;

interface Result {
  id: string;
  help: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** One text for each place that breaks a rule, or that axe cannot judge by itself; empty for a page without fault. */
export async function axeFindings(page: Page): Promise<string[]> {
  // The protocol runs it beside the page's policy, which would refuse it as it refuses every script. Once is enough for a page.
  if (!(await page.evaluate(`"axe" in window`))) await page.evaluate(axe.source);
  // What axe documents as its results; the answer of a page cannot be typed.
  const results = (await page.evaluate(runEveryRule)) as Result[];
  return results.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary = "" }) => `${id}: ${help}\n${html}\n${failureSummary}`),
  );
}
