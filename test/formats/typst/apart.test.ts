import { expect, test } from "bun:test";
import { typeset } from "../../../src/formats/typst/apart.ts";
import type { Job } from "../../../src/formats/typst/typeset.ts";

const job: Job = {
  name: "page",
  template: `#set document(title: "One")\n#set page(fill: rgb(sys.inputs.color))\nOne page`,
  inputs: { color: "#fffefb" },
  output: { type: "pdf", standard: "ua-1", createdSeconds: 0 },
};

const isPdf = ({ bytes }: { bytes: Uint8Array }) => Buffer.from(bytes.subarray(0, 5)).toString() === "%PDF-";

test("jobs that come together are all done", async () => {
  const all = await Promise.all([typeset(job), typeset(job), typeset(job)]);
  expect(all.map(isPdf)).toEqual([true, true, true]);
});

test("a page becomes a drawing whose letters are shapes", async () => {
  const { bytes } = await typeset({ ...job, output: { type: "svg" } });
  const svg = Buffer.from(bytes).toString();
  expect(svg).toStartWith("<svg ");
  expect(svg).toContain("<symbol ");
  expect(svg).not.toMatch(/<text|font-family/);
});

test("what Typst refuses is one error that says why, and the next job is done", async () => {
  const bad = { ...job, inputs: { color: "no colour" } };
  const [refused, done] = await Promise.allSettled([typeset(bad), typeset(job)]);
  expect(refused).toMatchObject({
    reason: { message: expect.stringMatching(/^Cannot typeset the page: .*color/) },
  });
  expect(done).toMatchObject({ status: "fulfilled" });
});

test("a job that takes too long is ended, and the next job is done", async () => {
  const endless = { ...job, template: "#for i in range(30000) { for j in range(30000) { } }" };
  const failed = typeset(endless, { deadlineMs: 100 });
  const next = typeset(job);
  await expect(failed).rejects.toThrow("Cannot typeset the page: it took longer than 100 ms");
  expect(isPdf(await next)).toBe(true);
});

test("a program that is done ends at once", async () => {
  const module = new URL("../../../src/formats/pdf.ts", import.meta.url);
  const program = `const { pdf } = await import(${JSON.stringify(module.href)}); await pdf.print({}, {});`;
  const started = performance.now();
  expect(await Bun.spawn([process.execPath, "-e", program]).exited).toBe(0);
  // The typesetter would wait for 10 s.
  expect(performance.now() - started).toBeLessThan(5000);
});
