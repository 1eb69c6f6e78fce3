/** A page's address through HAProxy and its cache, answered by instances as they are. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { type Stack, startStack } from "../../bench/stack/start-stack.ts";
import { type Fixture, fixture } from "../support/fixture.ts";
import { describeWith } from "../support/needs.ts";
import { cases, expectAnswerOf } from "../support/negotiation.ts";

setDefaultTimeout(60_000);

describeWith("haproxy", "through the edge, from an instance", () => {
  let folder: Fixture;
  let stack: Stack;

  beforeAll(async () => {
    folder = fixture({
      "resume.json": JSON.stringify({ basics: { name: "Ada Lovelace", label: "Mathematician" } }),
      "resume.it.json": JSON.stringify({ basics: { label: "Matematica" } }),
      "resume.backend.json": JSON.stringify({ basics: { label: "Engineer of engines" } }),
    });
    stack = await startStack({
      instances: 2,
      resume: folder.file("resume.json"),
      without: ["prometheus", "redis"],
    });
  });
  afterAll(async () => {
    await stack?.stop();
    folder?.[Symbol.dispose]();
  });

  // Twice: what the cache keeps of the first must be right for the second, and for whoever asks for something else.
  test.each([...cases, ...cases])(
    "$prefix/ · $accept · $encoding → $file",
    async ({ prefix, accept, file, encoding }) => {
      const headers = { "accept-encoding": encoding, ...(accept !== undefined && { accept }) };
      const instance = `http://127.0.0.1:${stack.ports.instances[0]}`;
      const [answer, direct] = await Promise.all([
        fetch(`${stack.url}${prefix}/`, { headers, decompress: false }),
        fetch(`${instance}${prefix}/${file}`, {
          headers: { "accept-encoding": encoding, accept: "*/*" },
          decompress: false,
        }),
      ]);
      await expectAnswerOf({ prefix, file, encoding }, answer, direct);
    },
  );

  test.each(["image/png", "text/html;q=0, application/xml"])("%s → 406 with the list", async accept => {
    const answer = await fetch(`${stack.url}/it/`, { headers: { accept } });
    expect(answer.status).toBe(406);
    expect(await answer.text()).toContain("text/markdown at /it/resume.md");
  });
});
