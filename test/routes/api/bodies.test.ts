import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readBody } from "../../../src/routes/api/body.ts";
import { listen } from "../../../src/server.ts";
import { formOf, resume, type Site, startSite } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
  await site.ask("POST /editions", { body: resume() });
});
afterAll(() => site[Symbol.asyncDispose]());

const dryRun = "POST /editions?dry-run=1";
const limit = 5 * 1024 * 1024;

describe("how much", () => {
  const json = { "content-type": "application/json" };

  test("a body of 5 MiB is read", async () => {
    const start = JSON.stringify(resume());
    const body = start + " ".repeat(limit - start.length);
    expect((await site.ask(dryRun, { body, headers: json })).status).toBe(200);
    const larger = await site.ask(dryRun, { body: `${body} `, headers: json });
    expect([larger.status, larger.body.type]).toEqual([413, "urn:vitae:problem:too-large"]);
    expect(larger.body.detail).toBe("The body may have 5242880 bytes (5 MiB).");
  });

  test("what comes in pieces is counted, and not read on", async () => {
    let sent = 0;
    let isCancelled = false;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 64 * 1024;
        controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
      },
      cancel() {
        isCancelled = true;
      },
    });
    const answer = await site.ask(dryRun, { body: endless, headers: json });
    expect([answer.status, isCancelled]).toEqual([413, true]);
    expect(sent).toBeLessThan(limit + 1024 * 1024);
  });

  test("a Content-Length is believed where it refuses, and not where it does not", async () => {
    const far = await site.ask(dryRun, { body: "{}", headers: { ...json, "content-length": "6000000" } });
    expect(far.status).toBe(413);
    const body = new Uint8Array(limit + 1).fill(0x20);
    const near = await site.ask(dryRun, { body, headers: { ...json, "content-length": "2" } });
    expect(near.status).toBe(413);
  });

  test("a body that breaks off is no fault of the site", async () => {
    const broken = new ReadableStream({
      pull(controller) {
        controller.error(new Error("gone"));
      },
    });
    const answer = await site.ask(dryRun, { body: broken, headers: json });
    expect([answer.status, answer.body.detail]).toEqual([400, "The body ended before it was whole."]);
  });

  test("a form is counted as a whole", async () => {
    const body = formOf({ "resume.json": resume(), "a.jpg": new Uint8Array(limit) });
    expect((await site.ask(dryRun, { body })).status).toBe(413);
  });
});

describe("over a connection", () => {
  const send = async (port: number, head: string[], chunks: Iterable<string>) => {
    const { promise, resolve } = Promise.withResolvers<string>();
    let answer = "";
    const socket = await Bun.connect({
      hostname: "127.0.0.1",
      port,
      socket: {
        data: (_, bytes) => {
          answer += bytes.toString();
          if (answer.includes("}")) resolve(answer);
        },
        close: () => resolve(answer),
        error: () => resolve(answer),
      },
    });
    const lines = [
      ...head,
      "host: localhost",
      `authorization: Bearer ${site.token}`,
      "content-type: application/json",
    ];
    socket.write(`${lines.join("\r\n")}\r\n\r\n`);
    for (const chunk of chunks) {
      let rest = Buffer.from(chunk);
      while (rest.length > 0 && socket.readyState > 0 && answer === "") {
        rest = rest.subarray(Math.max(0, socket.write(rest)));
        if (rest.length > 0) await Bun.sleep(1);
      }
    }
    return promise.finally(() => socket.end());
  };
  const post = "POST /api/v1/editions?dry-run=1 HTTP/1.1";
  const piece = " ".repeat(64 * 1024);
  const pieces = (count: number) => Array.from({ length: count }, () => `10000\r\n${piece}\r\n`);

  test("what comes in chunks is counted too", async () => {
    const server = listen(site, { host: "127.0.0.1", port: 0 });
    try {
      const port = server.port ?? 0;
      const chunked = [post, "transfer-encoding: chunked"];
      const most = await send(port, chunked, [...pieces(79), "2\r\n{}\r\n0\r\n\r\n"]);
      expect(most).toStartWith("HTTP/1.1 200");
      expect(await send(port, chunked, [...pieces(81), "0\r\n\r\n"])).toStartWith("HTTP/1.1 413");
      expect(await send(port, chunked, pieces(1000))).toStartWith("HTTP/1.1 413");
      expect(await send(port, [post, `content-length: ${limit + 1}`], [])).toStartWith("HTTP/1.1 413");
      expect((await fetch(server.url)).status).toBe(200);
    } finally {
      await server.stop(true);
    }
  });
});

test("one that takes too long is given up, and its connection with it", async () => {
  const trickle = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      await Bun.sleep(5);
      controller.enqueue(new Uint8Array(1));
    },
  });
  const request = new Request("http://localhost/", { method: "POST", body: trickle });
  const error = await readBody(request, limit, 50).catch((error: unknown) => error);
  expect(error).toMatchObject({ kind: "too-slow", headers: { connection: "close" } });
});

describe("of which kind", () => {
  test.each(["text/html", "application/xml", "application/x-www-form-urlencoded", "", "json"])(
    "%p is not read",
    async type => {
      const answer = await site.ask(dryRun, { body: "{}", headers: { "content-type": type } });
      expect([answer.status, answer.headers.get("accept")]).toEqual([
        415,
        "application/json, application/yaml, text/yaml, multipart/form-data",
      ]);
    },
  );

  test.each([
    ["application/json; charset=utf-8", '{"basics":{"name":"Ada"}}', "resume.json"],
    ["Application/JSON", '{"basics":{"name":"Ada"}}', "resume.json"],
    ["application/yaml", "basics: { name: Ada }", "resume.yaml"],
    ["text/yaml", "basics: { name: Ada }", "resume.yaml"],
  ])("%s is", async (type, body, file) => {
    const headers = { "content-type": type };
    const answer = await site.ask("POST /editions?activate=0", { body, headers });
    expect(answer.body.edition.files).toMatchObject([{ name: file, bytes: body.length }]);
  });

  test.each(["gzip", "br", "identity, gzip"])("what is compressed by %s is not read", async coding => {
    const headers = { "content-encoding": coding };
    const answer = await site.ask(dryRun, { body: resume(), headers });
    expect([answer.status, answer.headers.get("accept-encoding")]).toEqual([415, "identity"]);
    expect(
      (await site.ask(dryRun, { body: resume(), headers: { "content-encoding": "identity" } })).status,
    ).toBe(200);
  });

  test("nothing at all is an empty résumé", async () => {
    const answer = await site.ask(dryRun, { headers: { "content-type": "application/json" } });
    expect([answer.status, answer.body.problems[0].found]).toEqual([422, "an empty file"]);
  });
});

describe("forms", () => {
  const refusals = async (files: Parameters<typeof formOf>[0]) => {
    const { status, body } = await site.ask(dryRun, { body: formOf(files) });
    expect([status, body.type]).toEqual([422, "urn:vitae:problem:invalid-resume"]);
    return body.problems.map(({ text }: { text: string }) => text);
  };
  const json = resume();

  test("there must be one base", async () => {
    const expected = "expected one of resume.json, resume.yaml and resume.yml";
    expect(await refusals({})).toEqual([`resume.json:1:1  found no such file, ${expected}`]);
    expect(await refusals({ "resume.it.json": json })).toEqual([
      `resume.json:1:1  found no such file, ${expected}`,
    ]);
    expect(await refusals({ "resume.json": json, "resume.yml": "{}" })).toEqual([
      `resume.json:1:1  found resume.json and resume.yml, ${expected}`,
    ]);
    expect(await refusals({ "Resume.json": json })).toHaveLength(2);
  });

  test("a file is named once, without folders", async () => {
    const form = formOf({ "resume.json": json });
    form.append("again", new File(["{}"], "resume.json"));
    const { status, body } = await site.ask(dryRun, { body: form });
    expect([status, body.problems[0].found]).toEqual([422, "a second file of this name"]);
  });

  test.each([
    "../resume.it.json",
    "a/b.jpg",
    "a\\b.jpg",
    ".env",
    "a\u202eb.jpg",
    "a\u0001.jpg",
    "x".repeat(256),
  ])("%p is no name", async name => {
    const [text] = await refusals({ "resume.json": json, [name]: "x" });
    expect(text).toContain("expected a file's name alone, without folders");
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test.each(["cv.pdf", "photo.jpg", "notes.txt", "resume.txt"])(
    "%s, which nothing names, is refused",
    async name => {
      expect(await refusals({ "resume.json": json, [name]: "x" })).toEqual([
        `${name}:1:1  found a file that nothing names, expected the résumé's files (resume.json, resume.it.json) and the picture that basics.image names`,
      ]);
    },
  );

  test("files may end in capitals, as they may on a disk", async () => {
    const body = formOf({ "resume.JSON": json, "resume.it.YML": "basics: { image: it.PNG }", "it.PNG": "x" });
    const { status, body: answer } = await site.ask("POST /editions?activate=0", { body });
    expect([status, answer.warnings]).toEqual([201, [expect.stringContaining("The page has no photo")]]);
    const { headers } = await site.ask(`GET /editions/${answer.edition.id}/files/resume.it.YML`);
    expect(headers.get("content-type")).toBe("application/yaml");
    expect(await refusals({ "resume.JSON": json, "resume.json": json })).toHaveLength(1);
  });

  test("a picture may be named by a version alone", async () => {
    const version = { basics: { image: "./photos/it.png" } };
    const body = formOf({ "resume.json": json, "resume.it.json": version, "it.png": "no picture" });
    const { status, body: answer } = await site.ask(dryRun, { body });
    expect([status, answer.warnings[0]]).toEqual([200, expect.stringContaining("The page has no photo")]);
  });

  test("a résumé that cannot be parsed is told of before what it may have named", async () => {
    expect(await refusals({ "resume.json": "{", "photo.jpg": "x" })).toEqual([
      expect.stringContaining("resume.json:1:2"),
    ]);
  });

  test("a version's wrong name is refused by who reads it", async () => {
    const [text] = await refusals({ "resume.json": json, "resume.Back_End.json": {} });
    expect(text).toStartWith("resume.Back_End.json:1:1");
  });

  test("each part must be a file", async () => {
    const form = formOf({ "resume.json": json });
    form.append("note", "hello");
    const { status, body } = await site.ask(dryRun, { body: form });
    expect([status, body.detail]).toEqual([
      400,
      'Each part must be a file with its filename, and "note" is none.',
    ]);
  });

  test.each([
    ["multipart/form-data", "--X\r\n\r\n--X--\r\n"],
    ["multipart/form-data; boundary=X", ""],
    ["multipart/form-data; boundary=X", "hello"],
    ["multipart/form-data; boundary=X", "--X\r\nhello"],
    [
      "multipart/form-data; boundary=X",
      '--X\r\nContent-Disposition: form-data; name="a"; filename="resume.json"\r\n\r\n{',
    ],
  ])("%s with %p is malformed", async (type, body) => {
    const answer = await site.ask(dryRun, { body, headers: { "content-type": type } });
    expect([answer.status, answer.body.type]).toEqual([400, "urn:vitae:problem:bad-request"]);
  });
});
