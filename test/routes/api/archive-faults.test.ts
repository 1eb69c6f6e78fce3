/** What those who publish from elsewhere are told where the archive cannot keep it: on real disks, by the program itself. */
import { Database } from "bun:sqlite";
import { afterEach, beforeEach, expect, setDefaultTimeout, test } from "bun:test";
import { SQL } from "bun";
import { problemKinds } from "../../../src/routes/api/problem-kinds.ts";
import { describeWithPostgres, place } from "../../archive/places.ts";
import { resume as resumeWith, run } from "../../commands/command.ts";
import { describeMounted, makeReadOnly, mount, unmount } from "../../support/disk.ts";
import { type Fixture, fixture } from "../../support/fixture.ts";
import { type Started, startProgram } from "../../support/process.ts";
import { waitFor } from "../../support/wait.ts";
import { resume, startSite } from "./site.ts";

setDefaultTimeout(60_000);

const unchanged = "nothing was changed.";

let folder: Fixture;
let disk: string;
beforeEach(() => {
  folder = fixture({ "resume.json": resumeWith({ name: "Nobody" }), "me.json": resumeWith({}) });
  disk = folder.file("disk");
  mount(disk, 4);
});
afterEach(() => {
  unmount(disk);
  folder[Symbol.dispose]();
});

function start(): Promise<Started> {
  return startProgram({ env: { DATA: disk, MOUNTED: folder.file("resume.json") }, deadlineMs: 30_000 });
}

async function makeToken(): Promise<string> {
  return (await run("token", ["create", "laptop"], { DATA: disk })).stdout.trim();
}

/** What the command line says on another machine. */
async function publishTo({ url }: Started, token: string): Promise<string> {
  const remote = { VITAE_URL: url, VITAE_TOKEN: token };
  const { code, stderr } = await run("publish", [folder.file("me.json"), "--yes"], remote);
  expect(code).toBe(1);
  return stderr;
}

async function post({ url }: Started, token: string, body = resumeWith({})) {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const answer = await fetch(`${url}/api/v1/editions`, { method: "POST", headers, body });
  const problem = (await answer.json()) as { type?: string; detail?: string };
  return { status: answer.status, ...problem };
}

async function nameOf({ url }: Started): Promise<string> {
  return /<h1>([^<]*)/.exec(await (await fetch(url)).text())?.[1] ?? "";
}

describeMounted("an archive", () => {
  test("whose disk is full says so, shows what was published before, and takes the next once there is room", async () => {
    const token = await makeToken();
    await using site = await start();
    expect((await post(site, token, resumeWith({ name: "Before" }))).status).toBe(201);
    const ballast = `${disk}/ballast`;
    await Bun.write(ballast, new Uint8Array(8_000_000)).catch(() => {});
    // More than can be written into what the write-ahead log has already.
    const long = resumeWith({ name: "After" }, { "x-long": Buffer.alloc(600_000, "x").toString() });
    const refused = await post(site, token, long);
    expect(refused).toMatchObject({ status: 503, type: "urn:vitae:problem:unavailable" });
    expect(refused.detail).toBe(`The archive's disk is full: ${unchanged}`);
    await Bun.write(folder.file("me.json"), long);
    expect(await publishTo(site, token)).toBe(`${site.url} refuses: ${refused.detail}\n`);
    expect(await nameOf(site)).toBe("Before");
    await Bun.file(ballast).delete();
    expect((await post(site, token, long)).status).toBe(201);
    expect(await nameOf(site)).toBe("After");
  });

  test("that cannot be written to says so", async () => {
    const token = await makeToken();
    makeReadOnly(disk);
    await using site = await start();
    const refused = await post(site, token);
    expect(refused).toMatchObject({ status: 503, detail: `The archive cannot be written to: ${unchanged}` });
    expect(await publishTo(site, token)).toBe(`${site.url} refuses: ${refused.detail}\n`);
    expect(await nameOf(site)).toBe("Nobody");
  });

  test("that a newer program has changed says so, and shows what was published before", async () => {
    const token = await makeToken();
    await using site = await start();
    expect((await post(site, token, resumeWith({ name: "Before" }))).status).toBe(201);
    const database = new Database(`${disk}/vitae.sqlite`);
    database.run("UPDATE schema_version SET version = 99");
    database.close();
    await waitFor(async () => (await post(site, token)).status === 503);
    const { detail } = await post(site, token);
    expect(detail).toBe(
      `The archive was changed by a newer version of this program than this site runs: ${unchanged}`,
    );
    expect(await publishTo(site, token)).toBe(`${site.url} refuses: ${detail}\n`);
    expect(await nameOf(site)).toBe("Before");
  });
});

describeWithPostgres("what PostgreSQL forbids", postgres => {
  test("is told as what cannot be written to where it can be read, and else is not", async () => {
    const address = new URL(await postgres().makeDatabase());
    await using server = new SQL({ url: address.href, max: 1 });
    await server.unsafe("CREATE ROLE clerk LOGIN PASSWORD 'clerk'");
    await server.unsafe("GRANT ALL ON SCHEMA public TO clerk");
    const databaseUrl = Object.assign(address, { username: "clerk", password: "clerk" }).href;
    await using site = await startSite({ environment: { DATABASE_URL: databaseUrl } });
    await server.unsafe("REVOKE INSERT ON editions FROM clerk");
    const refused = await site.ask("POST /editions", { body: resume() });
    expect([refused.status, refused.body.detail]).toEqual([
      503,
      `The archive cannot be written to: ${unchanged}`,
    ]);
    await server.unsafe("REVOKE SELECT ON editions FROM clerk");
    const unread = await site.ask("GET /editions");
    expect([unread.status, unread.body.detail]).toEqual([503, problemKinds.unavailable.meaning]);
    expect(site.lines.join("\n")).toContain("permission denied for table editions (42501)");
    // Also where that is found at the start.
    await server.unsafe("REVOKE SELECT ON schema_version FROM clerk");
    await using here = place({ databaseUrl });
    const error = await here
      .open()
      .editions.current()
      .catch(error => error);
    expect([error.fault, error.message]).toEqual(["down", expect.stringContaining("42501")]);
  });
});
