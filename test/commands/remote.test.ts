import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { renameSync } from "node:fs";
import { connect, createServer } from "node:net";
import { type Fixture, fixture } from "../support/fixture.ts";
import { root, type Started, startProgram } from "../support/process.ts";
import { waitFor } from "../support/wait.ts";
import { resume, run, runAtTerminal } from "./command.ts";

setDefaultTimeout(60_000);

/** A site that was never published to, and what its owner needs to publish to it from elsewhere. */
let folder: Fixture;
let site: Started;
let remote: { VITAE_URL: string; VITAE_TOKEN: string };

beforeAll(async () => {
  folder = fixture({ "me.json": resume({ label: "Analyst" }), "resume.json": resume({ name: "Nobody" }) });
  const DATA = folder.file("data");
  site = await startProgram({ env: { DATA, MOUNTED: folder.file("resume.json") }, deadlineMs: 30_000 });
  const { stdout } = await run("token", ["create", "laptop"], { DATA });
  remote = { VITAE_URL: site.url, VITAE_TOKEN: stdout.trim() };
});

afterAll(async () => {
  await site.stop();
  folder[Symbol.dispose]();
});

async function page(path = "/"): Promise<string> {
  return (await fetch(site.url + path)).text();
}

test("a résumé is published to a site elsewhere, seen, changed, and taken back", async () => {
  const me = folder.file("me.json");
  expect(await run("editions", [], remote)).toMatchObject({ code: 0, stdout: "Nothing was published yet\n" });
  expect(await run("rollback", ["--yes"], remote)).toMatchObject({
    code: 1,
    stderr: "Cannot go back: nothing was ever published\n",
  });
  const first = await run("publish", [me, "--yes", "--note", "One"], remote);
  expect(first).toEqual({
    code: 0,
    stdout: `The first edition (1)\n  + resume.json: 52 bytes\n\n✓ Edition 1 of Ada Lovelace is the current one at ${site.url}/\n`,
    stderr: "",
  });
  await waitFor(async () => (await page()).includes("Analyst"));
  await Bun.write(me, resume({ label: "Programmer" }));
  const second = await run("publish", [me, "--yes"], remote);
  expect(second.stdout).toContain('    ~ basics.label: "Analyst" → "Programmer"\n');
  await waitFor(async () => (await page()).includes("Programmer"));
  expect((await run("publish", [me, "--yes"], remote)).stdout).toStartWith("Nothing to publish: ");
  const back = await run("rollback", ["--yes"], remote);
  expect(back).toMatchObject({ code: 0, stderr: "" });
  expect(back.stdout).toContain(
    '    ~ basics.label: "Programmer" → "Analyst"\n\n✓ Edition 1 is the current one\n',
  );
  await waitFor(async () => (await page()).includes("Analyst"));
  const { stdout } = await run("editions", ["--json"], remote);
  expect(JSON.parse(stdout)).toMatchObject({
    current: 1,
    editions: [
      { id: 2, who: "laptop" },
      { id: 1, who: "laptop", note: "One" },
    ],
  });
  expect((await run("publish", ["--edition", "2", "--yes"], remote)).stdout).toContain(
    "✓ Edition 2 is the current one\n",
  );
  expect(await run("publish", ["--edition", "2", "--yes"], remote)).toMatchObject({
    code: 1,
    stderr: "Edition 2 is the current one already\n",
  });
  expect(await run("rollback", ["77", "--yes"], remote)).toMatchObject({
    code: 1,
    stderr: "There is no edition 77: `bun run editions` lists them\n",
  });
});

test("what stands against a résumé is said as it is here, by the file's own path", async () => {
  const bad = folder.file("bad.json");
  await Bun.write(bad, resume({ email: "nobody" }));
  const there = await run("publish", [bad, "--yes"], remote);
  const here = await run("publish", [bad, "--yes"], { DATA: folder.file("elsewhere") });
  expect(there).toEqual(here);
  expect(there.stdout).toStartWith(
    `Stands against publishing (1)\n  ${bad}:1:42  basics.email: found "nobody"`,
  );
});

test("a publication of somebody else while the question stands is told, and not overwritten", async () => {
  const [mine, other] = [folder.file("mine.json"), folder.file("other.json")];
  await Bun.write(mine, resume({ label: "Mine" }));
  await Bun.write(other, resume({ label: "Other" }));
  await using terminal = runAtTerminal("publish", [mine], { ...remote, NO_COLOR: "1" });
  await terminal.shows("Publish this? [y/N] ");
  expect((await run("publish", [other, "--yes"], { DATA: folder.file("data") })).code).toBe(0);
  terminal.type("y\r");
  await terminal.shows("Another edition has become the current one meanwhile");
  expect(await terminal.exited).toBe(1);
  await waitFor(async () => (await page()).includes("Other"));
});

test("a share link is told once, shows what it reveals, and nothing once it is revoked", async () => {
  const file = folder.file("private.json");
  await Bun.write(file, resume({ phone: "+44 20 7946 0000" }));
  await run("publish", [file, "--yes"], remote);
  const made = await run("share", ["--name", "Charles", "--reveal", "phone", "--expires", "12h"], remote);
  expect(made.code).toBe(0);
  const address = made.stdout.trim();
  expect(address).toStartWith(`${site.url}/s/`);
  expect(made.stderr).toContain("shows the résumé with phone until ");
  await waitFor(async () => (await (await fetch(address)).text()).includes("7946"));
  expect(await page()).not.toContain("7946");
  const { stdout } = await run("share", ["--list", "--json"], remote);
  const [{ id, ...link }] = JSON.parse(stdout).shares;
  expect(link).toMatchObject({ name: "Charles", who: "laptop", reveal: ["phone"] });
  expect(stdout).not.toContain(address.split("/s/")[1]?.slice(0, 20) ?? "");
  expect(await run("share", ["--revoke", String(id)], remote)).toMatchObject({
    code: 0,
    stdout: `✓ Share link ${id} shows nothing any more\n`,
  });
  expect((await fetch(address)).status).toBe(404);
  expect(await run("share", ["--revoke", String(id)], remote)).toMatchObject({ code: 1 });
  const wrong = await run("share", ["--variant", "backend"], remote);
  expect(wrong).toMatchObject({ code: 1, stdout: "" });
  expect(wrong.stderr).toContain('"backend"');
});

test("tokens are made where the archive is, and nowhere else", async () => {
  const { code, stderr } = await run("token", ["list"], remote);
  expect(code).toBe(1);
  expect(stderr).toStartWith("Cannot do this from elsewhere: tokens are made where the site's archive is");
});

test("a token that is unknown or revoked opens nothing", async () => {
  const DATA = folder.file("data");
  const unknown = { ...remote, VITAE_TOKEN: `${remote.VITAE_TOKEN.slice(0, -4)}AAAA` };
  const refused = await run("editions", [], unknown);
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toMatch(/^http:\S+ refuses: .+\n$/);
  const { stdout } = await run("token", ["create", "phone"], { DATA });
  const phone = { ...remote, VITAE_TOKEN: stdout.trim() };
  expect((await run("editions", ["--limit", "1"], phone)).code).toBe(0);
  expect((await run("token", ["list"], { DATA })).stdout).toMatch(/2 +phone .+ good\n/);
  expect((await run("token", ["revoke", "2"], { DATA })).code).toBe(0);
  expect((await run("editions", [], phone)).code).toBe(1);
  expect((await run("token", ["list"], { DATA })).stdout).toMatch(/2 +phone .+ revoked /);
});

test.each([
  [
    { VITAE_URL: "http://example.com", VITAE_TOKEN: "vitae_x" },
    "Cannot use http://example.com: over http:// anyone on the way could read the token; use https://, or --insecure",
  ],
  [
    { VITAE_URL: "http://127.0.0.1.example.com", VITAE_TOKEN: "vitae_x" },
    "Cannot use http://127.0.0.1.example.com: over http:// anyone on the way could read the token; use https://, or --insecure",
  ],
  [
    { VITAE_URL: "https://user:secret@example.com", VITAE_TOKEN: "vitae_x" },
    "Cannot read VITAE_URL: must be an origin such as https://example.com",
  ],
  [
    { VITAE_URL: "example.com", VITAE_TOKEN: "vitae_x" },
    "Cannot read VITAE_URL: must be an origin such as https://example.com",
  ],
  [
    { VITAE_URL: "https://example.com" },
    "Cannot do without VITAE_TOKEN: `bun run token create NAME` makes one, where the site's archive is",
  ],
  [
    { VITAE_URL: "https://example.com", VITAE_TOKEN: "hunter2" },
    'Cannot read VITAE_TOKEN: must start with "vitae_"',
  ],
  [
    { VITAE_URL: "http://127.0.0.1:1", VITAE_TOKEN: "vitae_x" },
    "Cannot reach http://127.0.0.1:1: nobody listens there",
  ],
])("%p is refused in one line that holds no secret", async (env, message) => {
  expect(await run("editions", [], env)).toEqual({ code: 1, stdout: "", stderr: `${message}\n` });
});

interface Asked {
  path: string;
  key: string | null;
  authorization: string | null;
}

/** Somebody at an address, who is no Vitae, or none that is well. */
function stranger(answer: (request: Request, count: number) => Response | Promise<Response>) {
  const asked: Asked[] = [];
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch(request) {
      const { headers, url } = request;
      const path = new URL(url).pathname;
      asked.push({ path, key: headers.get("idempotency-key"), authorization: headers.get("authorization") });
      return answer(request, asked.length);
    },
  });
  const env = { VITAE_URL: `http://127.0.0.1:${server.port}`, VITAE_TOKEN: "vitae_x" };
  return { asked, env, [Symbol.asyncDispose]: () => server.stop(true) };
}

test("the token goes to the site at VITAE_URL alone, wherever that leads", async () => {
  await using other = stranger(() => new Response("hello"));
  await using first = stranger(() => Response.redirect(other.env.VITAE_URL));
  const { code, stderr } = await run("editions", [], first.env);
  expect(code).toBe(1);
  expect(stderr).toStartWith(`Cannot use ${first.env.VITAE_URL}: it leads to ${other.env.VITAE_URL}`);
  expect(other.asked).toEqual([]);
});

test.each([
  [
    "a page",
    () => new Response("<h1>Hello</h1>", { headers: { "content-type": "text/html" } }),
    "Cannot understand",
  ],
  ["other JSON", () => Response.json({ editions: "many", next: null, current: null }), "Cannot understand"],
  ["404", () => new Response("not here", { status: 404 }), "Cannot use"],
  [
    "an edge's 503",
    () => new Response("busy", { status: 503, headers: { "retry-after": "7" } }),
    "Cannot use",
  ],
])("a site that answers with %s is said to, in one line", async (_, answer, start) => {
  await using site = stranger(answer);
  const { code, stdout, stderr } = await run("editions", [], site.env);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toStartWith(`${start} ${site.env.VITAE_URL}: it answers `);
  expect(stderr.trimEnd()).not.toContain("\n");
});

/** Passes everything on to the site, but of the first answer that something was made only as much as `cut` leaves. */
function breaking(cut: (answer: string) => string) {
  const keys: string[] = [];
  let isBroken = false;
  const server = createServer(client => {
    const upstream = connect(Number(new URL(site.url).port), "127.0.0.1");
    client.on("data", bytes => {
      const [, key] = /^idempotency-key: (.+)$/im.exec(bytes.toString("latin1")) ?? [];
      if (key) keys.push(key.trim());
      upstream.write(bytes);
    });
    upstream.on("data", bytes => {
      const text = bytes.toString("latin1");
      if (isBroken || !text.startsWith("HTTP/1.1 201")) return void client.write(bytes);
      isBroken = true;
      client.end(cut(text), "latin1", () => client.destroy());
    });
    for (const [one, other] of [[client, upstream] as const, [upstream, client] as const])
      one.on("close", () => other.destroy()).on("error", () => other.destroy());
  });
  return {
    keys,
    async listen(): Promise<string> {
      await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
      const address = server.address();
      return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
    },
    [Symbol.dispose]: () => void server.close(),
  };
}

test.each([
  ["whole", () => ""],
  ["after its head", (answer: string) => answer.slice(0, answer.indexOf("\r\n\r\n") + 10)],
])(
  "a publication whose answer was lost (%s) is sent again under the same key, and is there once",
  async (how, cut) => {
    const file = folder.file("again.json");
    await Bun.write(file, resume({ label: `Again, ${how}` }));
    const count = async () => JSON.parse((await run("editions", ["--json"], remote)).stdout).editions.length;
    const before = await count();
    using way = breaking(cut);
    const { code, stdout, stderr } = await run("publish", [file, "--yes"], {
      ...remote,
      VITAE_URL: await way.listen(),
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`✓ Edition ${before + 1} of Ada Lovelace is the current one`);
    expect(way.keys).toHaveLength(2);
    expect(new Set(way.keys).size).toBe(1);
    expect(await count()).toBe(before + 1);
  },
);

test("while its archive is away, a site says so, and nothing is published", async () => {
  const file = folder.file("late.json");
  await Bun.write(file, resume({ label: "Late" }));
  renameSync(folder.file("data"), folder.file("away"));
  try {
    const { code, stderr } = await run("publish", [file, "--yes"], remote);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^http:\S+ refuses: .*archive.+\n$/);
    expect(await page()).toContain("Again");
  } finally {
    renameSync(folder.file("away"), folder.file("data"));
  }
});

test("the programs are where package.json says", async () => {
  const { scripts } = await Bun.file(`${root}/package.json`).json();
  for (const name of ["publish", "editions", "rollback", "share", "token"])
    expect(scripts[name]).toContain(`src/commands/${name}.ts`);
});
