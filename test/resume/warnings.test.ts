import { describe, expect, test } from "bun:test";
import { warningsOf } from "./reading.ts";

const image = (value: unknown) => ({ basics: { image: value } });

describe("warnings", () => {
  test("tell of a setting that there is not, and of the one that it may be a slip in", async () => {
    const vitae = { acent: "teal", pubic: ["email"], colour: "teal", rtf: true, whole: true };
    const warnings = await warningsOf({ meta: { vitae } });
    expect(warnings.map(({ path, message }) => [path, /meant to be (\w+)\?/.exec(message)?.[1]])).toEqual([
      ["meta.vitae.acent", "accent"],
      ["meta.vitae.pubic", "public"],
      ["meta.vitae.colour", undefined],
      ["meta.vitae.rtf", undefined],
    ]);
  });

  test("tell of a start after its end, as far as both are known", async () => {
    const work = [
      { startDate: "2020-05", endDate: "2020-04" },
      { startDate: "2020-05", endDate: "2020" },
      { startDate: "2021", endDate: "2020-12-31" },
      { startDate: "2020" },
    ];
    expect((await warningsOf({ work })).map(({ path }) => path)).toEqual([
      "work[0].startDate",
      "work[2].startDate",
    ]);
  });

  test("tell of private values in texts that are published, and only of those", async () => {
    const resume = {
      basics: {
        email: "Grace@Example.com",
        phone: "+1 (555) 010-9999",
        location: { address: "7 Navy  Road" },
      },
      work: [
        { summary: "Write to grace@example.com" },
        { summary: "Call +1 555.010.9999" },
        { summary: "At 7 navy road" },
        { summary: "Call 555 010 0000" },
        { email: "grace@example.com" },
        { summary: "Write to grace@example.com" },
      ],
      meta: { vitae: { hidden: ["work[5]"] } },
    };
    const warnings = await warningsOf(resume);
    expect(warnings.map(({ path }) => path)).toEqual([
      "work[0].summary",
      "work[1].summary",
      "work[2].summary",
    ]);
    expect(warnings[0]?.message).toContain("the e-mail address is private");
    expect(
      await warningsOf({ ...resume, meta: { vitae: { public: ["email", "phone", "address"] } } }),
    ).toEqual([]);
  });

  test("tell of a photo on another host", async () => {
    expect(await warningsOf(image("https://example.com/a.png"))).toMatchObject([
      { path: "basics.image", line: 1 },
    ]);
    expect(await warningsOf(image("a.png"))).toEqual([]);
  });
});
