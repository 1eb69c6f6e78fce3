import { describe, expect, test } from "bun:test";
import { chmodSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import sharp from "sharp";
import { fixture } from "./support/fixture.ts";
import { freePort, root, spawnProgram, startProgram } from "./support/process.ts";
import { waitFor } from "./support/wait.ts";

const ada = JSON.stringify({
  basics: { name: "Ada Lovelace" },
  work: [{ company: "Engine", endDate: "Present" }],
});

interface Line {
  event: string;
  [field: string]: unknown;
}

function linesOf(output: string): Line[] {
  return output
    .trim()
    .split("\n")
    .map(line => JSON.parse(line));
}

describe("start", () => {
  test("says where, whose résumé, which edition, what was repaired and how long it took", async () => {
    using folder = fixture({ "ada.json": ada });
    await using program = await startProgram({ args: [folder.file("ada.json")] });
    const ready = linesOf(program.stdout()).find(({ event }) => event === "ready");
    expect(ready).toMatchObject({
      level: "info",
      url: program.url.replace("127.0.0.1", "localhost"),
      name: "Ada Lovelace",
      edition: expect.stringMatching(/^[0-9a-f]{16}$/),
      repairs: [expect.stringContaining("work[0].endDate"), expect.stringContaining("work[0].company")],
      started_ms: expect.any(Number),
    });
    expect(await (await fetch(program.url)).text()).toContain("<h1>Ada Lovelace</h1>");
  });

  test("serves YAML, named by RESUME", async () => {
    using folder = fixture({ "me.yaml": "basics:\n  name: Yara\n" });
    await using program = await startProgram({ env: { RESUME: folder.file("me.yaml") } });
    expect(await (await fetch(`${program.url}/resume.json`)).json()).toMatchObject({
      basics: { name: "Yara" },
    });
  });

  test("the same résumé is the same edition, whichever instance prints it", async () => {
    using folder = fixture({ "ada.json": ada });
    const options = { args: [folder.file("ada.json")] };
    await using one = await startProgram(options);
    await using two = await startProgram(options);
    const editions = await Promise.all(
      [one, two].map(async ({ url }) => (await (await fetch(`${url}/health`)).json()).edition),
    );
    const tags = await Promise.all([one, two].map(async ({ url }) => (await fetch(url)).headers.get("etag")));
    expect(editions[0]).toBe(editions[1]);
    expect(tags[0]).toBe(tags[1]);
  });
});

describe("a start that cannot succeed ends with one clear answer, code 1 and no stack trace", () => {
  const refuse = async (options: Parameters<typeof spawnProgram>[0]) => {
    await using program = spawnProgram({ ...options, env: { PORT: String(freePort()), ...options.env } });
    const code = await program.exited;
    expect(program.stderr()).not.toMatch(/^\s+at /m);
    return { code, lines: program.stderr().trim().split("\n") };
  };

  test("a taken port", async () => {
    await using first = await startProgram();
    const { port } = new URL(first.url);
    const { code, lines } = await refuse({ env: { PORT: port } });
    expect(code).toBe(1);
    expect(lines).toEqual([`Cannot listen on port ${port}: another program uses it; set PORT to a free one`]);
  });

  test.each([
    ["PORT", "abc", 'Cannot read PORT: must be 1 to 65535, got "abc"'],
    ["PORT", "65536", 'Cannot read PORT: must be 1 to 65535, got "65536"'],
    ["PUBLIC", "/nowhere", 'Cannot read PUBLIC: must be a folder, got "/nowhere"'],
    ["DRAIN_MS", "-1", 'Cannot read DRAIN_MS: must be 0 to 600000, got "-1"'],
    [
      "SITE_URL",
      "example.com",
      'Cannot read SITE_URL: must be an origin such as https://example.com, got "example.com"',
    ],
    [
      "SITE_URL",
      "https://example.com/cv",
      'Cannot read SITE_URL: must be an origin such as https://example.com, got "https://example.com/cv"',
    ],
  ])("%s=%s", async (name, value, message) => {
    expect(await refuse({ env: { [name]: value } })).toEqual({ code: 1, lines: [message] });
  });

  test("a security contact that is no address", async () => {
    const { code, lines } = await refuse({ env: { SECURITY_CONTACT: "me" } });
    expect([code, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toStartWith("Cannot read SECURITY_CONTACT: must be an address such as mailto:");
  });

  test("a host that is not of this machine", async () => {
    const { code, lines } = await refuse({ env: { HOST: "192.0.2.1" } });
    expect([code, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toContain('HOST "192.0.2.1"');
  });

  test("a missing file", async () => {
    const { code, lines } = await refuse({ args: ["/nowhere/resume.json"] });
    expect([code, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toContain("/nowhere/resume.json");
  });

  test.skipIf(process.getuid?.() === 0)("a file that may not be read", async () => {
    using folder = fixture({ "secret.json": ada });
    chmodSync(folder.file("secret.json"), 0);
    const { code, lines } = await refuse({ args: [folder.file("secret.json")] });
    expect([code, lines.length]).toEqual([1, 1]);
  });

  test("a folder without a résumé", async () => {
    const { code, lines } = await refuse({ args: [join(root, "src")] });
    expect(lines).toEqual([expect.stringContaining("it is a folder with no resume.json")]);
    expect(code).toBe(1);
  });

  test.each([
    ["--nope", "Cannot read --nope: there is --strict, and a résumé's file"],
    ["--strict=no", "Cannot read --strict=no: there is --strict, and a résumé's file"],
  ])("%s", async (option, answer) => {
    expect(await refuse({ args: [option] })).toEqual({ code: 1, lines: [answer] });
  });

  test("--strict, with what is otherwise a warning", async () => {
    using folder = fixture({ "me.json": '{ "basics": { "name": "Ada", "image": "nowhere.jpg" } }' });
    const { code, lines } = await refuse({ args: ["--strict", folder.file("me.json")] });
    expect(lines).toEqual([
      "The page has no photo: there is no nowhere.jpg beside the résumé",
      expect.stringMatching(/^Cannot publish .*me\.json: 1 problem$/),
    ]);
    expect(code).toBe(1);
  });

  test("a résumé that cannot be published: every problem, then the verdict", async () => {
    using folder = fixture({
      "bad.json": '{\n  "work": [\n    { "startDate": "sometime", "url": 5 }\n  ]\n}\n',
    });
    const { code, lines } = await refuse({ args: [folder.file("bad.json")] });
    expect(code).toBe(1);
    expect(lines.join("\n")).toMatch(/bad\.json:3:\d+ +work\[0\]\.startDate: found "sometime", expected/);
    expect(lines.at(-1)).toMatch(/^Cannot publish .*bad\.json: \d problems?$/);
  });
});

describe("a running site", () => {
  test("publishes each good save within a second or so, and keeps the last good edition through a bad one", async () => {
    using folder = fixture({ "me.json": '{ "basics": { "name": "One" } }' });
    await using program = await startProgram({ args: [folder.file("me.json")] });
    const nameIs = (name: string) => async () =>
      (await (await fetch(program.url)).text()).includes(`<h1>${name}</h1>`);
    writeFileSync(folder.file("me.json"), '{ "basics": { "name": "Two" } }');
    await waitFor(nameIs("Two"));
    writeFileSync(folder.file("me.json"), '{ "basics": { "name": ');
    await waitFor(() => program.stdout().includes('"event":"refuse"'));
    expect(await nameIs("Two")()).toBe(true);
    expect(linesOf(program.stdout()).at(-1)).toMatchObject({
      level: "error",
      problems: [expect.stringMatching(/me\.json:1:\d+/)],
    });
    writeFileSync(folder.file("me.json"), '{ "basics": { "name": "Three" } }');
    await waitFor(nameIs("Three"));
    const metrics = await (await fetch(`${program.url}/metrics`)).text();
    expect(metrics).toContain('publications_total{outcome="published"} 3');
    expect(metrics).toContain('publications_total{outcome="refused"} 1');
  });

  test("shows a photo from beside the résumé, under a fingerprinted address, and no path of the owner's disk", async () => {
    using folder = fixture({ "me.json": '{ "basics": { "name": "Pia", "image": "pia.png" } }' });
    const picture = sharp({ create: { width: 640, height: 800, channels: 3, background: "#c0ffee" } });
    writeFileSync(folder.file("pia.png"), await picture.png().toBuffer());
    await using program = await startProgram({ args: [folder.file("me.json")] });
    const page = await (await fetch(program.url)).text();
    const path = /<img src="(\/assets\/photo\.[0-9a-f]{16}\.jpg)"/.exec(page)?.[1] ?? "";
    const photo = await fetch(`${program.url}${path}`);
    expect([photo.status, photo.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
    const { format, width, height } = await sharp(await photo.arrayBuffer()).metadata();
    expect([format, width, height]).toEqual(["jpeg", 320, 320]);
    expect((await (await fetch(`${program.url}/resume.json`)).json()).basics.image).toBe(path);
  });

  test("a photo that is missing or no picture costs the photo only, and the owner is told", async () => {
    using folder = fixture({
      "me.json": '{ "basics": { "name": "Pia", "image": "page.png" } }',
      "page.png": "<html>",
    });
    await using program = await startProgram({ args: [folder.file("me.json")] });
    expect(await (await fetch(program.url)).text()).not.toContain("<img");
    expect(JSON.stringify(linesOf(program.stdout())[0]?.warnings)).toContain("no photo");
    expect(await (await fetch(`${program.url}/resume.json`)).text()).not.toContain("page.png");
  });
});

describe("a signal", () => {
  test("SIGTERM: /readyz turns 503 while visits go on, then the program ends with 0", async () => {
    await using program = await startProgram({ env: { DRAIN_MS: "10000" } });
    program.signal("SIGTERM");
    await waitFor(async () => (await fetch(`${program.url}/readyz`)).status === 503);
    expect((await fetch(program.url)).status).toBe(200);
    expect(await program.exited).toBe(0);
    expect(linesOf(program.stdout()).map(({ event }) => event)).toEqual(["ready", "drain", "stop"]);
  });

  test("a request in flight is answered whole", async () => {
    await using program = await startProgram({ env: { DRAIN_MS: "10000" } });
    const { answer, finish } = await openRequest(program.url);
    program.signal("SIGTERM");
    await waitFor(() => program.stdout().includes('"event":"drain"'));
    finish();
    expect(await answer).toStartWith("HTTP/1.1 200 OK\r\n");
    expect(await program.exited).toBe(0);
  });

  test("DRAIN_MS bounds the wait for a client that never finishes", async () => {
    await using program = await startProgram({ env: { DRAIN_MS: "300" } });
    const { answer } = await openRequest(program.url);
    const start = performance.now();
    program.signal("SIGTERM");
    expect(await program.exited).toBe(0);
    expect(performance.now() - start).toBeLessThan(5000);
    await answer;
  });

  test("a second signal ends it at once", async () => {
    await using program = await startProgram({ env: { DRAIN_MS: "60000" } });
    await openRequest(program.url);
    program.signal("SIGTERM");
    await waitFor(() => program.stdout().includes('"event":"drain"'));
    program.signal("SIGTERM");
    expect(await program.exited).toBe(1);
  });

  test("no line of the log holds a visitor's address", async () => {
    await using program = await startProgram({ env: { DRAIN_MS: "10000" } });
    await fetch(`${program.url}/nothing`, { headers: { "x-forwarded-for": "203.0.113.9" } });
    program.signal("SIGINT");
    await program.exited;
    expect(program.stdout()).not.toMatch(/203\.0\.113|127\.0\.0\.1/);
  });
});

/** A request whose headers are not all sent until `finish`. */
async function openRequest(url: string): Promise<{ answer: Promise<string>; finish: () => void }> {
  const { promise: answer, resolve } = Promise.withResolvers<string>();
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  let text = "";
  socket.on("data", data => {
    text += data;
  });
  socket.on("close", () => resolve(text));
  socket.on("error", () => resolve(text));
  await new Promise<void>(opened => socket.on("connect", () => opened()));
  socket.write("GET /resume.txt HTTP/1.1\r\nHost: localhost\r\n");
  await Bun.sleep(50);
  return { answer, finish: () => socket.write("Connection: close\r\n\r\n") };
}
