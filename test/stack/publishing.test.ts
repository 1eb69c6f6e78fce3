/** The stack where nobody named a résumé: what is published through the edge is on all instances, and stays. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { type Stack, startStack } from "../../bench/stack/start-stack.ts";
import { until } from "../../bench/stack/until.ts";
import { openArchive } from "../../src/archive/open.ts";
import { attachedResume } from "../../src/resume/attachment.ts";
import { type Fixture, fixture } from "../support/fixture.ts";
import { describeWith } from "../support/needs.ts";
import { root } from "../support/process.ts";
import { waitFor } from "../support/wait.ts";

setDefaultTimeout(60_000);

const example = await Bun.file(join(root, "resume.json")).json();
/** Far longer than it takes: how fast it is, the bench tells. */
const soon = { deadlineMs: 15_000 };

/** What the command line does: a token, made beside the archive. */
async function makeToken(data: string): Promise<string> {
  const archive = openArchive({ data, log: { info() {}, warn() {}, error() {} } });
  try {
    await waitFor(() => archive.state === "up");
    return (await archive.tokens.create("test")).text;
  } finally {
    await archive.close();
  }
}

describeWith("haproxy", "the stack, published to", () => {
  let folder: Fixture;
  let stack: Stack;
  let token: string;

  const start = () => startStack({ instances: 3, data: folder.file("data"), without: ["prometheus"] });

  beforeAll(async () => {
    folder = fixture({});
    stack = await start();
    token = await makeToken(folder.file("data"));
  });
  afterAll(async () => {
    await stack?.stop();
    folder?.[Symbol.dispose]();
  });

  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${stack.url}/api/v1${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
    });
  const publish = (name: string) =>
    ask("/editions", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...example, basics: { ...example.basics, name } }),
    });
  const pages = () =>
    Promise.all(stack.ports.instances.map(async port => (await fetch(`http://127.0.0.1:${port}/`)).text()));
  const isEverywhere = (name: string) =>
    until(async () => (await pages()).every(page => page.includes(`<h1>${name}</h1>`)), soon);

  test("serves the project's example before anything is published", async () => {
    expect(await isEverywhere("Grace Hopper")).toBe(true);
    expect(await (await fetch(`${stack.url}/health`)).json()).toMatchObject({
      archive: "up",
      serves: "file",
    });
  });

  test("serves what is published through the edge, on every instance", async () => {
    const published = await publish("Grace Published");
    expect(await published.json()).toMatchObject({ edition: { id: 1 }, current: { id: 1, edition: 1 } });
    expect(published.status).toBe(201);
    expect(await isEverywhere("Grace Published")).toBe(true);
    expect(new Set(await stack.editions()).size).toBe(1);
  });

  test("shows it through the edge too, whatever its cache held: the page, the PDF and the JSON", async () => {
    const paths = ["/", "/resume.pdf", "/resume.json"];
    const ask = async (path: string) => {
      const response = await fetch(stack.url + path);
      return { bytes: await response.bytes(), cache: response.headers.get("x-cache") };
    };
    const names = [/<h1>Grace At The Edge</, /"name": ?"Grace At The Edge"/, /"name": ?"Grace At The Edge"/];
    const textOf = ({ bytes }: { bytes: Uint8Array }) => {
      const attached = attachedResume(bytes);
      return Buffer.from(attached.ok ? attached.bytes : bytes).toString();
    };
    for (const path of paths) await waitFor(async () => (await ask(path)).cache === "HIT");
    expect((await publish("Grace At The Edge")).status).toBe(201);
    const isNew = async () => {
      const texts = (await Promise.all(paths.map(ask))).map(textOf);
      return names.every((name, index) => name.test(texts[index] ?? ""));
    };
    expect(await until(isNew, { deadlineMs: 30_000 })).toBe(true);
  });

  test("goes on serving it when all of it is started again, and goes back", async () => {
    expect((await publish("Grace Again")).status).toBe(201);
    await stack.stop();
    stack = await start();
    expect(await isEverywhere("Grace Again")).toBe(true);
    expect((await ask("/rollback", { method: "POST" })).status).toBe(200);
    expect(await isEverywhere("Grace At The Edge")).toBe(true);
  });

  test("lets nobody in without a token", async () => {
    expect((await fetch(`${stack.url}/api/v1/editions`)).status).toBe(401);
    expect((await fetch(`${stack.url}/api/v1/openapi.json`)).status).toBe(200);
  });
});
