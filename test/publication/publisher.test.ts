import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ArchiveDownError, ConflictError } from "../../src/archive/archive.ts";
import { readConfig } from "../../src/config.ts";
import { FileWinsError } from "../../src/publication/publisher.ts";
import type { Bundle } from "../../src/resume/bundle.ts";
import { createServices, type Services } from "../../src/services.ts";
import { createLog } from "../../src/telemetry/log.ts";
import { type Fixture, fixture } from "../support/fixture.ts";
import { waitFor } from "../support/wait.ts";

const quiet = createLog({ write: () => {}, pretty: false });
const ada = { who: "ada", activate: true };

function bundleOf(name: string, more: Record<string, string> = {}): Bundle {
  const texts = { "resume.json": JSON.stringify({ basics: { name } }), ...more };
  const files = Object.entries(texts).map(([file, text]) => [file, Buffer.from(text)] as const);
  return { base: "resume.json", files: new Map(files) };
}

function shown({ editions }: Services): string | undefined {
  return editions.current?.name;
}

describe("publishing through the archive", () => {
  let folder: Fixture;
  let services: Services;
  let other: Services;

  beforeAll(async () => {
    folder = fixture({ "resume.json": JSON.stringify({ basics: { name: "On the disk" } }) });
    const environment = { DATA: join(folder.path, "data"), MOUNTED: folder.file("resume.json") };
    services = createServices(readConfig(environment), quiet);
    other = createServices(readConfig(environment), quiet);
  });

  afterAll(async () => {
    await services.close();
    await other.close();
    folder[Symbol.dispose]();
  });

  test("until something was published, the file is shown and the archive has nothing to look at", async () => {
    expect(await services.publisher.look()).toBeUndefined();
    await services.publisher.publishFile();
    expect(shown(services)).toBe("On the disk");
    expect(services.stage.origin).toEqual({ from: "file", file: folder.file("resume.json") });
  });

  test("a preparation prints, and changes nothing", async () => {
    const prepared = await services.publisher.prepare(bundleOf("Ada"));
    expect(prepared).toMatchObject({ ok: true, edition: { name: "Ada" } });
    expect(shown(services)).toBe("On the disk");
    expect(await services.archive.editions.current()).toBeUndefined();
  });

  test("a publication is shown at once, and where somebody looks", async () => {
    const published = await services.publisher.publish(bundleOf("Ada"), { ...ada, note: "first" });
    expect(published).toMatchObject({ ok: true, added: { edition: { id: 1, note: "first", who: "ada" } } });
    expect(shown(services)).toBe("Ada");
    expect(services.stage.origin).toEqual({ from: "archive", edition: 1, activation: 1 });
    await other.publisher.look();
    expect(shown(other)).toBe("Ada");
    expect(await other.publisher.look()).toBeUndefined();
  });

  test("the file is not gone by any more", async () => {
    expect(await services.publisher.publishFile()).toBeUndefined();
    expect(shown(services)).toBe("Ada");
  });

  test("what has a problem is neither kept nor shown", async () => {
    const refused = await services.publisher.publish(bundleOf("", { "resume.json": "{" }), ada);
    expect(refused).toMatchObject({ ok: false, problems: [{ file: "resume.json", line: 1 }] });
    expect(shown(services)).toBe("Ada");
    expect(await services.archive.editions.list({ limit: 10 })).toHaveLength(1);
  });

  test("each warning is said once", async () => {
    const basics = { name: "Ada", image: "gone.jpg" };
    const prepared = await services.publisher.prepare(
      bundleOf("", { "resume.json": JSON.stringify({ basics }) }),
    );
    expect(prepared.ok && prepared.warnings).toEqual([
      expect.stringContaining("there is no gone.jpg beside the résumé"),
    ]);
  });

  test("one that is not to be current is kept, and not shown", async () => {
    const kept = await services.publisher.publish(bundleOf("Draft"), { ...ada, activate: false });
    expect(kept).toMatchObject({ ok: true, added: { edition: { id: 2 }, current: { edition: 1 } } });
    expect(shown(services)).toBe("Ada");
  });

  test("of two publishers at once, the one who has not seen the other's is told, and nothing of theirs is shown", async () => {
    const outcomes = await Promise.allSettled([
      services.publisher.publish(bundleOf("Beda"), { ...ada, expected: 1 }),
      other.publisher.publish(bundleOf("Cora"), { ...ada, expected: 1 }),
    ]);
    const failed = outcomes.filter(outcome => outcome.status === "rejected");
    expect(failed).toHaveLength(1);
    expect(failed[0]?.reason).toBeInstanceOf(ConflictError);
    await Promise.all([services.publisher.look(), other.publisher.look()]);
    expect(shown(services)).toBe(shown(other) ?? "");
    expect(["Beda", "Cora"]).toContain(shown(services) ?? "");
  });

  test("a rollback shows what was current before, and the one after it what was before that", async () => {
    await services.publisher.publish(bundleOf("Dora"), ada);
    const takenBack = services.editions.current?.versions[0]?.id ?? "";
    expect(services.editions.pinned(takenBack)).toBeDefined();
    const first = await services.publisher.rollback({ who: "ada" });
    expect(services.editions.pinned(takenBack)).toBeUndefined();
    expect(["Beda", "Cora"]).toContain(shown(services) ?? "");
    expect(first).toMatchObject({ ok: true });
    await services.publisher.rollback({ who: "ada" });
    expect(shown(services)).toBe("Ada");
    expect(await services.publisher.rollback({ who: "ada" })).toBeUndefined();
    expect(shown(services)).toBe("Ada");
  });

  test("any edition can be switched to, once the latest switch is known", async () => {
    const stale = services.publisher.activate(2, { who: "ada", expected: 1 });
    expect(await stale.catch((error: unknown) => error)).toBeInstanceOf(ConflictError);
    expect(shown(services)).toBe("Ada");
    await services.publisher.activate(2, { who: "ada" });
    expect(shown(services)).toBe("Draft");
    expect(await services.publisher.activate(99, { who: "ada" })).toBeUndefined();
  });

  test("what was shown later is not undone by a look that began earlier", async () => {
    await Promise.all([services.publisher.publish(bundleOf("Eda"), ada), services.publisher.look()]);
    expect(shown(services)).toBe("Eda");
  });

  test("a repeated call with one key changes nothing again", async () => {
    const idempotency = { key: "k", digest: "d" };
    const once = await services.publisher.publish(bundleOf("Fay"), { ...ada, idempotency });
    await services.publisher.publish(bundleOf("Gay"), ada);
    const again = await services.publisher.publish(bundleOf("Fay"), { ...ada, idempotency });
    expect(once.ok && again.ok && again.added.edition.id).toBe((once.ok && once.added.edition.id) || 0);
    expect(again).toMatchObject({ added: { isRepeated: true } });
    expect(shown(services)).toBe("Gay");
  });

  test("what an edition was printed from can be had again, with all that is private", async () => {
    const private_ = bundleOf("", {
      "resume.json": JSON.stringify({ basics: { name: "Hope", phone: "+1 2" } }),
    });
    const published = await services.publisher.publish(private_, ada);
    const source = await services.publisher.sourceOf(published.ok ? published.added.edition.id : 0);
    expect(source?.versions[0]?.resume.basics?.phone).toBe("+1 2");
    expect(services.stage.source?.versions[0]?.resume.basics?.phone).toBe("+1 2");
    expect(await services.publisher.sourceOf(999)).toBeUndefined();
  });
});

test("a site that was started with a file says so instead of publishing something else", async () => {
  using folder = fixture({ "resume.json": JSON.stringify({ basics: { name: "Named" } }) });
  const config = readConfig({ DATA: join(folder.path, "data"), RESUME: folder.file("resume.json") });
  const services = createServices(config, quiet);
  const refused = [
    services.publisher.publish(bundleOf("Ada"), ada),
    services.publisher.activate(1, ada),
    services.publisher.rollback(ada),
  ].map(attempt => attempt.catch((error: unknown) => error));
  for (const error of await Promise.all(refused)) expect(error).toBeInstanceOf(FileWinsError);
  expect(await services.publisher.look()).toBeUndefined();
  await services.close();
});

test("without an archive nothing is published, and the file is shown", async () => {
  using folder = fixture({ "resume.json": JSON.stringify({ basics: { name: "Alone" } }) });
  const services = createServices(readConfig({ DATA: "none", MOUNTED: folder.file("resume.json") }), quiet);
  const error = await services.publisher.publish(bundleOf("Ada"), ada).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(ArchiveDownError);
  await services.publisher.publishFile();
  expect(shown(services)).toBe("Alone");
  await services.close();
});

test("an archive that was put in the place of another one is shown, whatever its numbers are", async () => {
  using folder = fixture({ "resume.json": "{}" });
  const inFolder = (name: string) =>
    createServices(readConfig({ DATA: join(folder.path, name), MOUNTED: folder.file("resume.json") }), quiet);
  const backup = inFolder("backup");
  await backup.publisher.publish(bundleOf("Restored"), ada);
  await backup.close();
  const site = inFolder("data");
  await site.publisher.publish(bundleOf("First"), ada);
  await site.publisher.publish(bundleOf("Second"), ada);
  for (const end of ["", "-wal", "-shm"]) rmSync(folder.file(`data/vitae.sqlite${end}`), { force: true });
  renameSync(folder.file("backup/vitae.sqlite"), folder.file("data/vitae.sqlite"));
  await site.publisher.look().catch(() => undefined);
  await waitFor(() => site.archive.state === "up");
  await site.publisher.look();
  expect(shown(site)).toBe("Restored");
  await site.close();
});

test("what the archive did not take is not counted as published", async () => {
  using folder = fixture({ "resume.json": "{}" });
  const site = createServices(
    readConfig({ DATA: join(folder.path, "data"), MOUNTED: folder.file("resume.json") }),
    quiet,
  );
  await site.publisher.publish(bundleOf("Ada"), ada);
  await expect(site.publisher.publish(bundleOf("Eve"), { ...ada, expected: 0 })).rejects.toThrow(
    ConflictError,
  );
  const { values } = await site.metrics.publications.get();
  const counts = Object.fromEntries(values.map(({ labels, value }) => [labels.outcome, value]));
  expect(counts).toEqual({ published: 1, refused: 0, failed: 0 });
  await site.close();
});

test("what cannot be shown is not printed again at once, and does not keep what is published next from being shown", async () => {
  using folder = fixture({ "resume.json": "{}" });
  const env = { DATA: join(folder.path, "data"), MOUNTED: folder.file("resume.json") };
  const site = createServices(readConfig(env), quiet);
  const strict = createServices(readConfig({ ...env, STRICT: "1" }), quiet);
  const text = JSON.stringify({ basics: { name: "Doubtful", image: "missing.jpg" } });
  await site.publisher.publish(bundleOf("Doubtful", { "resume.json": text }), ada);
  expect(await strict.publisher.look()).toMatchObject({ ok: false });
  expect(await strict.publisher.isBehind()).toBe(false);
  expect(await strict.publisher.look()).toBeUndefined();
  await site.publisher.publish(bundleOf("Sure"), ada);
  expect(await strict.publisher.isBehind()).toBe(true);
  expect(await strict.publisher.look()).toMatchObject({ ok: true });
  expect(shown(strict)).toBe("Sure");
  await Promise.all([site.close(), strict.close()]);
});
