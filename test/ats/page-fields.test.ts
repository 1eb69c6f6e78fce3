import { expect, test } from "bun:test";
import { checkAts } from "../../src/ats/check.ts";
import { pageFieldsOf } from "../../src/ats/page-fields.ts";
import { readHtml } from "../../src/ats/read-html.ts";
import { html } from "../../src/formats/html.tsx";
import { publicResume } from "../../src/resume/privacy.ts";
import type { Resume } from "../../src/resume/schema.ts";
import { printText } from "./printed.ts";

const career: Resume = {
  work: [
    { name: "Engine", position: "Lead", location: "London", url: "https://a.example/", startDate: "1842" },
    { name: "Engine", position: "Clerk", location: "London", description: "Wheels", startDate: "1840" },
    { name: "Court", position: "Guest", startDate: "1835", endDate: "1836" },
  ],
  awards: [{ title: "Medal" }],
};

test("jobs in a row at one employer stand below its name, which is read once, and addresses are where titles lead to", () => {
  expect(pageFieldsOf(publicResume(career)).map(({ path }) => path)).toEqual([
    "meta.vitae.labels.work",
    ...["name", "location", "position", "startDate", "endDate"].map(part => `work[0].${part}`),
    ...["position", "description", "startDate", "endDate"].map(part => `work[1].${part}`),
    ...["position", "name", "startDate", "endDate"].map(part => `work[2].${part}`),
    "meta.vitae.labels.awards",
    "awards[0].title",
  ]);
});

/** What is found on the page of the career after a change of its HTML. */
async function faultsAfter(from: string | RegExp, to: string): Promise<string[]> {
  const page = await printText(html, publicResume(career));
  const changed = page.replace(from, to);
  expect(changed).not.toBe(page);
  const findings = await checkAts(publicResume(career), { html: changed });
  return findings.map(({ kind, path }) => `${kind} ${path}`);
}

test("what is not on the page is found", async () => {
  expect(await faultsAfter("Wheels", "")).toEqual(["lost work[1].description"]);
  expect(await faultsAfter("Clerk", "Cl-erk")).toEqual(["broken work[1].position"]);
  expect(await faultsAfter(/(?<=<h3>.*)Engine/, "")).toEqual(["lost work[0].name"]);
  expect(await faultsAfter(/(<h4>Lead.*?)(<h4>Clerk.*?)(<\/article>)/s, "$2$1$3")).toEqual(
    ["position", "startDate", "endDate"].map(part => `out of order work[0].${part}`),
  );
});

test("what stands in the head of a document, or in a script, is no text of it", () => {
  const document =
    "<html><head><title>Ada</title><style>a{}</style></head><body><script>Ada</script><p>A &amp; B</p></body></html>";
  expect(readHtml(document).trim()).toBe("A & B");
});
