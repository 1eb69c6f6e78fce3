import { expect, test } from "bun:test";
import { typeset } from "../../../src/formats/pdf/apart.ts";
import { contentOf } from "../../../src/formats/pdf/content.ts";
import type { Job } from "../../../src/formats/pdf/typeset.ts";
import { publicResume } from "../../../src/resume/privacy.ts";
import { sample } from "../../support/app.ts";

const job = async (): Promise<Job> => ({
  content: await contentOf(publicResume(sample)),
  resume: "{}",
  standard: "a-3a",
  createdSeconds: 0,
});

const isPdf = ({ pdf }: { pdf: Uint8Array }) => Buffer.from(pdf.subarray(0, 5)).toString() === "%PDF-";

test("jobs that come together are all done", async () => {
  const all = await Promise.all([typeset(await job()), typeset(await job()), typeset(await job())]);
  expect(all.map(isPdf)).toEqual([true, true, true]);
});

test("what Typst refuses is one error that says why, and the next job is done", async () => {
  const good = await job();
  const bad = { ...good, content: { ...good.content, accent: "no colour" } };
  const [refused, done] = await Promise.allSettled([typeset(bad), typeset(good)]);
  expect(refused).toMatchObject({
    reason: { message: expect.stringMatching(/^Cannot typeset the PDF: .*color/) },
  });
  expect(done).toMatchObject({ status: "fulfilled" });
});

test("a job that takes too long is ended, and the next job is done", async () => {
  const failed = typeset(await job(), { deadlineMs: 0 });
  const next = typeset(await job());
  expect(failed).rejects.toThrow("Cannot typeset the PDF: the typesetter ended with signal");
  expect(isPdf(await next)).toBe(true);
});

test("a program that is done ends at once", async () => {
  const module = new URL("../../../src/formats/pdf.ts", import.meta.url);
  const program = `const { pdf } = await import(${JSON.stringify(module.href)}); await pdf.print({}, {});`;
  const started = performance.now();
  expect(await Bun.spawn([process.execPath, "-e", program]).exited).toBe(0);
  // The typesetter would wait for 2 s.
  expect(performance.now() - started).toBeLessThan(1900);
});
