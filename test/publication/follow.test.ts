import { describe, expect, test } from "bun:test";
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readConfig } from "../../src/config.ts";
import { lookNow, publishFirst } from "../../src/publication/follow.ts";
import { readBundle } from "../../src/resume/read-bundle.ts";
import { createServices } from "../../src/services.ts";
import { createLog } from "../../src/telemetry/log.ts";
import { type Fixture, fixture } from "../support/fixture.ts";
import { freePort, type Started, spawnProgram, startProgram } from "../support/process.ts";
import { waitFor } from "../support/wait.ts";

const resumeOf = (name: string) => JSON.stringify({ basics: { name } });

/** A folder with a file that lies beside the program, one to publish, and the archive. */
function home(): Fixture {
  return fixture({
    "resume.json": resumeOf("On the disk"),
    "new/resume.json": resumeOf("Published"),
  });
}

function environmentOf(folder: Fixture): Record<string, string> {
  return { DATA: join(folder.path, "data"), MOUNTED: folder.file("resume.json") };
}

async function publish(folder: Fixture): Promise<void> {
  const config = readConfig(environmentOf(folder));
  const services = createServices(config, createLog({ write: () => {}, pretty: false }));
  await services.publisher.publish(await readBundle(folder.file("new")), { who: "me", activate: true });
  await services.close();
}

async function makeToken(folder: Fixture): Promise<string> {
  const config = readConfig(environmentOf(folder));
  const services = createServices(config, createLog({ write: () => {}, pretty: false }));
  const { text } = await services.archive.tokens.create("laptop");
  await services.close();
  return text;
}

async function healthOf({ url }: Started): Promise<Record<string, unknown>> {
  return (await fetch(`${url}/health`)).json() as Promise<Record<string, unknown>>;
}

async function nameOf({ url }: Started): Promise<string> {
  const resume: unknown = await (await fetch(`${url}/resume.json`)).json();
  return JSON.stringify(resume).match(/"name":"([^"]*)"/)?.[1] ?? "";
}

test("a start goes on from what somebody has made the instance show meanwhile", async () => {
  using folder = home();
  await publish(folder);
  const config = readConfig(environmentOf(folder));
  const services = createServices(config, createLog({ write: () => {}, pretty: false }));
  const look = async () => (await lookNow(services)())?.shown;
  const [first] = await Promise.all([publishFirst(services), look()]);
  expect(first).toMatchObject({ publication: { ok: true }, serves: "edition 1 of the archive" });
  await services.close();
});

describe("which résumé an instance shows", () => {
  test("the file beside the program, until something is published; then that, also after a restart", async () => {
    using folder = home();
    const env = environmentOf(folder);
    {
      await using program = await startProgram({ env });
      expect(program.stdout()).toContain('resume.json, since nothing was ever published"');
      expect(await healthOf(program)).toMatchObject({ serves: "file", archive: "up" });
      expect(await nameOf(program)).toBe("On the disk");
      await publish(folder);
      await waitFor(async () => (await nameOf(program)) === "Published");
      expect(await healthOf(program)).toMatchObject({ serves: "edition 1", archive: "up" });
      writeFileSync(folder.file("resume.json"), resumeOf("Edited"));
      await waitFor(() => program.stdout().includes('"event":"ignored"'));
      expect(await nameOf(program)).toBe("Published");
    }
    await using again = await startProgram({ env });
    expect(again.stdout()).toContain('"serves":"edition 1 of the archive"');
    expect(await nameOf(again)).toBe("Published");
  });

  test("a file that was named, whatever is published", async () => {
    using folder = home();
    await publish(folder);
    await using program = await startProgram({
      env: environmentOf(folder),
      args: [folder.file("resume.json")],
    });
    expect(program.stdout()).toContain('resume.json, which was named"');
    expect(await healthOf(program)).toMatchObject({ serves: "file", archive: "up" });
    expect(await nameOf(program)).toBe("On the disk");
  });

  test("the file beside the program while the archive is down, and what was published once it is up", async () => {
    using folder = home();
    await publish(folder);
    const env = { ...environmentOf(folder), DATA: join(folder.path, "blocked") };
    writeFileSync(env.DATA, "a file where a folder should be");
    await using program = await startProgram({ env });
    expect(program.stdout()).toContain("since the archive is down: ");
    expect(await healthOf(program)).toMatchObject({ serves: "file", archive: "down" });
    expect(await nameOf(program)).toBe("On the disk");
    rmSync(env.DATA);
    mkdirSync(env.DATA);
    copyFileSync(join(folder.path, "data/vitae.sqlite"), join(env.DATA, "vitae.sqlite"));
    await waitFor(async () => (await nameOf(program)) === "Published", 20_000);
    expect(await healthOf(program)).toMatchObject({ serves: "edition 1", archive: "up" });
  });

  test("nothing, where nothing was published and there is no file: the start fails and says so", async () => {
    using folder = home();
    const env = { ...environmentOf(folder), MOUNTED: join(folder.path, "none.json") };
    const program = spawnProgram({ env: { ...env, PORT: String(freePort()) } });
    expect(await program.exited).toBe(1);
    expect(program.stderr()).toContain("there is no such file");
  });
});

test("four instances show a publication together, without a server between them", async () => {
  using folder = home();
  const env = environmentOf(folder);
  const instances = await Promise.all(Array.from({ length: 4 }, () => startProgram({ env })));
  try {
    await publish(folder);
    await waitFor(async () => {
      const names = await Promise.all(instances.map(nameOf));
      return names.every(name => name === "Published");
    }, 20_000);
    const editions = await Promise.all(instances.map(async instance => (await healthOf(instance)).edition));
    expect(new Set(editions).size).toBe(1);
  } finally {
    await Promise.all(instances.map(instance => instance.stop()));
  }
});

test("an instance that still prints an edition answers with its files once they are there, and never with those before", async () => {
  using folder = home();
  const env = environmentOf(folder);
  await using first = await startProgram({ env });
  await using second = await startProgram({ env });
  const token = await makeToken(folder);
  // Each of them is a version of its own, so that printing takes a while.
  const work = ["a", "b", "c", "d", "e", "f"].map(name => ({ name, "x-only": [`for-${name}`] }));
  const published = await fetch(`${first.url}/api/v1/editions`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ basics: { name: "Published" }, work }),
  });
  expect(published.status).toBe(201);
  const page = await (await fetch(first.url)).text();
  const path = /href="(\/e\/[^"]*resume\.txt)"/.exec(page)?.[1];
  const answer = await fetch(`${second.url}${path}`, { redirect: "manual" });
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining("Published")]);
  // Nobody knows this one, and nothing is being printed.
  const unknown = await fetch(`${second.url}/e/0123456789abcdef/resume.txt`, { redirect: "manual" });
  expect([unknown.status, unknown.headers.get("location")]).toEqual([307, "/resume.txt"]);
});
