import { describe, expect, test } from "bun:test";
import { checkAts } from "../../src/ats/check.ts";
import { formatFinding } from "../../src/ats/finding.ts";
import { publicResume } from "../../src/resume/privacy.ts";
import type { Resume } from "../../src/resume/schema.ts";
import { sample } from "../support/app.ts";
import { printAll } from "./printed.ts";
import { everyResume } from "./resumes.ts";

const resumes = await everyResume();

describe("nothing is lost, broken or out of order in any format of", () => {
  test.each(resumes)("%s", async (_, resume) => {
    const findings = await checkAts(resume, await printAll(resume));
    expect(findings.map(formatFinding)).toEqual([]);
  });
});

/** What is found in print of another résumé, by format: "lost work[0].name". */
async function faultsOf(resume: Resume, printed: Resume): Promise<Record<string, string[]>> {
  const findings = await checkAts(publicResume(resume), await printAll(publicResume(printed)));
  const byFormat = Map.groupBy(findings, ({ format }) => format);
  return Object.fromEntries(
    [...byFormat].map(([format, found]) => [format, found.map(({ kind, path }) => `${kind} ${path}`)]),
  );
}

const everywhere = (faults: string[]) => ({
  html: faults,
  pdf: faults,
  docx: faults,
  txt: faults,
  md: faults,
});

describe("in every format is found", () => {
  const [lead, analyst, ...others] = sample.work ?? [];

  test("a field that was not printed", async () => {
    const printed = { ...sample, work: [{ ...lead, highlights: [] }, { ...analyst }, ...others] };
    expect(await faultsOf(sample, printed)).toEqual(everywhere(["lost work[0].highlights[0]"]));
    const { skills = [], ...without } = sample;
    expect(await faultsOf({ skills }, without)).toEqual(
      everywhere([
        "lost meta.vitae.labels.skills",
        ...["name", "level", "keywords[0]", "keywords[1]"].map(part => `lost skills[0].${part}`),
      ]),
    );
  });

  test("a name that stands at the foot of a page only", async () => {
    const jobs = Array.from({ length: 30 }, (_, index) => ({
      position: `Job ${index}`,
      summary: "It was.\n\nIt is.",
    }));
    const resume = publicResume({ basics: { name: "Ada" }, work: jobs });
    const { pdf } = await printAll(resume);
    expect(await checkAts(resume, { pdf })).toEqual([]);
    // The same PDF, for a résumé whose name on the page is another: the foot does not stand for it.
    const { pdf: other } = await printAll(publicResume({ basics: { name: "Ida" }, work: jobs }));
    expect(await checkAts(resume, { pdf: other })).toMatchObject([{ path: "basics.name", kind: "lost" }]);
  });

  test("an entry that has changed places with the next", async () => {
    const printed = { ...sample, work: [{ ...analyst }, { ...lead }, ...others] };
    const faults = await faultsOf(sample, printed);
    expect(Object.keys(faults)).toEqual(["pdf", "docx", "txt", "md", "html"]);
    for (const found of Object.values(faults)) {
      expect(found).toContain("out of order work[1].position");
      expect(found.filter(fault => !fault.includes("work["))).toEqual([]);
    }
  });

  test.each(["Bernou lli *numbers*", "Bernou-lli *numbers*", "Bernou\u00a0lli numbers", "Bernoullinumbers"])(
    "a word that was broken or joined: %s",
    async text => {
      const printed = { ...sample, work: [{ ...lead, highlights: [text] }, { ...analyst }, ...others] };
      expect(await faultsOf(sample, printed)).toEqual(everywhere(["broken work[0].highlights[0]"]));
    },
  );
});

test("a finding is one sentence, with nothing that a terminal obeys", () => {
  const text = `Engine\u001b[31m ${"x".repeat(100)}`;
  expect(formatFinding({ format: "pdf", path: "work[0].name", kind: "broken", text })).toMatch(
    /^work\[0\]\.name: "Engine\\u001b\[31m x+… is broken in the PDF$/,
  );
});
