import { describe, expect, test } from "bun:test";
import { checkAts } from "../../src/ats/check.ts";
import { formatFinding } from "../../src/ats/finding.ts";
import { everyResume } from "./resumes.ts";
import { printAll } from "./printed.ts";

const resumes = await everyResume();

describe("nothing is lost, broken or out of order in any format of", () => {
  test.each(resumes)("%s", async (_, resume) => {
    const findings = await checkAts(resume, await printAll(resume));
    expect(findings.map(formatFinding)).toEqual([]);
  });
});
