import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { Elysia } from "elysia";
import type { Edition } from "../../src/edition/edition.ts";
import { HttpError } from "../../src/http/http-error.ts";
import { pages } from "../../src/routes/pages.ts";
import type { PinnedParts } from "../../src/routes/pinned.ts";
import { otherVersions, printTestEdition, sample, startApp, type TestApp } from "../support/app.ts";
import { waitFor } from "../support/wait.ts";

setDefaultTimeout(30_000);

const immutable = "public, max-age=31536000, s-maxage=5, immutable";
const unknown = "0123456789abcdef";

let app: TestApp;
beforeAll(async () => {
  app = await startApp(sample, {}, otherVersions());
});
afterAll(() => app[Symbol.dispose]());

function pinOf(prefix: string): string {
  const version = app.services.editions.current?.versions.find(version => version.prefix === prefix);
  return `/e/${version?.id}`;
}

describe.each(["", "/it", "/for/backend"])("%s/", prefix => {
  const files = ["", "resume.pdf", "resume.docx", "resume.txt", "resume.md", "resume.vcf", "resume.json"];

  test.each(files)("/e/VERSION…/%s is what the plain address has, and never changes", async file => {
    const path = `${prefix}/${file}`;
    for (const encoding of ["br", "identity"]) {
      const headers = { "accept-encoding": encoding };
      const [pinned, plain] = await Promise.all([
        app.get(`${pinOf(prefix)}${path}`, headers),
        app.get(path, headers),
      ]);
      expect(pinned.status).toBe(200);
      expect(pinned.headers.get("cache-control")).toBe(immutable);
      expect(pinned.headers.get("link")).toBe(`<${path}>; rel="canonical"`);
      expect(pinned.headers.get("x-robots-tag")).toBe("noindex");
      for (const name of ["content-type", "content-encoding", "content-disposition", "etag", "vary"])
        expect(pinned.headers.get(name)).toBe(plain.headers.get(name));
      expect(await pinned.bytes()).toEqual(await plain.bytes());
    }
  });

  test("who reads its page is led there, and who looks for it in print to the plain addresses", async () => {
    const page = await (await app.get(`${prefix}/`)).text();
    const links = [...page.matchAll(/<a href="([^"]*resume\.\w+)"/g)].map(([, path]) => path);
    expect(links).toEqual(files.slice(1).map(file => `${pinOf(prefix)}${prefix}/${file}`));
    const alternates = [...page.matchAll(/<link rel="alternate" type="[^"]*" href="([^"]*)"/g)];
    expect(alternates.map(([, path]) => path)).toEqual(files.slice(1).map(file => `${prefix}/${file}`));
  });
});

test("a page there answers with any format, which is pinned too", async () => {
  const answer = await app.get(`${pinOf("/it")}/it/`, { accept: "application/json" });
  expect(answer.headers.get("content-location")).toBe(`${pinOf("/it")}/it/resume.json`);
  expect(answer.headers.get("link")).toBe('</it/resume.json>; rel="canonical"');
  expect([answer.headers.get("content-type"), answer.headers.get("cache-control")]).toEqual([
    "application/json",
    immutable,
  ]);
  expect((await app.get(`${pinOf("/it")}/it/`, { accept: "image/png" })).status).toBe(406);
});

test("who has the bytes is answered 304, with what a cache needs and no more", async () => {
  const path = `${pinOf("")}/resume.txt`;
  const etag = (await app.get(path)).headers.get("etag") ?? "";
  const again = await app.get(path, { "if-none-match": etag });
  expect([again.status, again.headers.get("cache-control"), again.headers.get("link")]).toEqual([
    304,
    immutable,
    null,
  ]);
});

test("HEAD has the same headers; nothing can be changed", async () => {
  const path = `${pinOf("")}/resume.pdf`;
  const [get, head] = await Promise.all([app.get(path), app.get(path, {}, "HEAD")]);
  const { date, ...headers } = head.headers.toJSON();
  expect(headers).toEqual(get.headers.toJSON());
  const refused = await app.get(path, {}, "POST");
  expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
});

describe("an edition before", () => {
  let site: TestApp;
  let old: string;
  beforeAll(async () => {
    site = await startApp(sample, {}, otherVersions());
    old = /href="(\/e\/[^"]*resume\.txt)"/.exec(await (await site.get("/")).text())?.[1] ?? "";
    const [, backend] = otherVersions();
    const next = { ...sample, basics: { ...sample.basics, name: "Ada King", label: "Countess" } };
    site.services.editions.swap(await printTestEdition(next, {}, backend ? [backend] : []));
  });
  afterAll(() => site[Symbol.dispose]());

  test("has what its page leads to", async () => {
    const answer = await site.get(old);
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, immutable]);
    expect(await answer.text()).toContain("Ada Lovelace");
    expect(await (await site.get("/resume.txt")).text()).toContain("Ada King");
  });

  test("has its own page, with the policy that allows its stylesheet", async () => {
    const page = await site.get(old.replace("resume.txt", ""));
    expect(await page.text()).toContain("<h1>Ada Lovelace</h1>");
    expect(page.headers.get("content-security-policy")).toContain("style-src 'sha256-");
  });

  test("has the pictures that its page shows", async () => {
    using own = await startApp(sample);
    const icon = /\/assets\/icon\.[^"]+/.exec(await (await own.get("/")).text())?.[0] ?? "";
    own.services.editions.swap(await printTestEdition({ basics: { name: "Konrad Zuse" } }));
    expect(own.services.editions.resourceAt(icon)).toBeUndefined();
    const answer = await own.get(icon);
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, immutable]);
    expect((await own.get(icon, {}, "DELETE")).status).toBe(405);
  });

  test("a version that has not changed has the same address in both", async () => {
    const id = site.services.editions.current?.versions.at(-1)?.id;
    expect(`/e/${id}`).toBe(pinOf("/for/backend"));
  });
});

describe("a version that is not known", () => {
  test.each(["/resume.pdf", "/it/resume.pdf", "/it/", "/"])("leads to what is at %s now", async path => {
    const answer = await app.get(`/e/${unknown}${path}`);
    expect([answer.status, answer.headers.get("location"), answer.headers.get("cache-control")]).toEqual([
      307,
      path,
      "no-store",
    ]);
  });

  test.each([
    `/e/${unknown}/nothing`,
    `/e/${unknown}/de/resume.pdf`,
    `/e/${unknown}//ada.example/`,
    `/e/${unknown}`,
    "/e/",
    "/e/x/resume.pdf",
    `/e/${unknown.toUpperCase()}/resume.pdf`,
    `/e/${unknown}0/resume.pdf`,
    `/e/${unknown}/e/${unknown}/resume.pdf`,
    "/assets/photo.0123456789abcdef.jpg",
  ])("%s is not there", async path => {
    expect((await app.get(path)).status).toBe(404);
  });

  test("what a version never had is not there", async () => {
    expect((await app.get(`${pinOf("/it")}/resume.pdf`)).status).toBe(404);
  });

  test("metrics know it by its pattern", async () => {
    for (const path of [`${pinOf("")}/resume.txt`, `/e/${unknown}/`, `/e/${unknown}/nothing`])
      await app.get(path);
    const metrics = await (await app.get("/metrics")).text();
    for (const status of [200, 307, 404])
      expect(metrics).toContain(`http_requests_total{method="GET",route="/e/*",status="${status}"}`);
    expect(metrics).not.toMatch(/route="\/e\/[^*]/);
  });
});

describe("what another instance may have already", () => {
  /** The routes alone, with a look that does `look`. */
  const routesWith = (look: NonNullable<PinnedParts["onUnknownPinned"]>, { services } = app) => {
    let looks = 0;
    const onUnknownPinned = () => {
      looks++;
      return look();
    };
    const routes = new Elysia()
      .onError(({ error }) =>
        error instanceof HttpError
          ? new Response(null, { status: error.status, headers: error.headers })
          : undefined,
      )
      .use(pages({ editions: services.editions, onUnknownPinned }));
    return {
      get: (path: string) => routes.handle(new Request(`http://localhost${path}`)),
      handle: (request: Request) => routes.handle(request),
      looks: () => looks,
    };
  };

  /** What is found one after the other; each is shown a while after it is. */
  const finding = (editions: Edition[], { services } = app) => {
    const rest = [...editions];
    return async () => {
      const next = rest.shift();
      return next && { shown: Bun.sleep(20).then(() => services.editions.swap(next)) };
    };
  };

  test.each([0, 1])("is there once it is shown, after %i others", async others => {
    const names = ["Ada King", "Ada Byron"].slice(1 - others);
    const all = await Promise.all(names.map(name => printTestEdition({ ...sample, basics: { name } })));
    const [version] = all.at(-1)?.versions ?? [];
    using own = await startApp(sample);
    const routes = routesWith(finding(all, own), own);
    const answer = await routes.get(`/e/${version?.id}/resume.txt`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("Ada Byron");
    expect(routes.looks()).toBe(1 + others);
  });

  test("is waited for, and what nobody knows is led on as soon as that is there", async () => {
    using own = await startApp(sample);
    const next = await printTestEdition({ ...sample, basics: { name: "Ada Byron" } });
    const answer = await routesWith(finding([next], own), own).get(`/e/${unknown}/resume.txt`);
    expect([answer.status, answer.headers.get("location")]).toEqual([307, "/resume.txt"]);
    expect(await (await own.get("/resume.txt")).text()).toContain("Ada Byron");
  });

  test("is 503 for who would be one of too many that wait, and for who has waited too long: never the file before", async () => {
    const routes = routesWith(async () => ({ shown: new Promise(() => {}) }));
    const ask = () => routes.get(`/e/${unknown}/resume.pdf`);
    const patient = Array.from({ length: 64 }, ask);
    const start = performance.now();
    expect((await Promise.race([ask(), ...patient])).status).toBe(503);
    expect(performance.now() - start).toBeLessThan(1000);
    for (const answer of await Promise.all(patient))
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
  });

  test("is waited for by others, once those have hung up who were as many as may", async () => {
    const { handle } = routesWith(async () => ({ shown: new Promise(() => {}) }));
    const server = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: handle });
    const paths = [`/e/${unknown}/resume.pdf`, "/assets/photo.0123456789abcdef.jpg"];
    const ask = (path: string, signal: AbortSignal) =>
      fetch(`http://127.0.0.1:${server.port}${path}`, { signal }).then(
        ({ status }) => status,
        () => "hung up",
      );
    const crowd = new AbortController();
    const asked = Array.from({ length: 64 }, (_, number) => ask(paths[number % 2] ?? "", crowd.signal));
    await waitFor(() => server.pendingRequests === 64);
    for (const path of paths) expect(await ask(path, AbortSignal.timeout(10_000))).toBe(503);
    crowd.abort();
    expect(new Set(await Promise.all(asked))).toEqual(new Set(["hung up"]));
    await waitFor(() => server.pendingRequests === 0);
    expect(await ask(paths[0] ?? "", AbortSignal.timeout(1000))).toBe("hung up");
    await server.stop(true);
  });

  test("a picture is looked for too", async () => {
    const next = await printTestEdition({ ...sample, basics: { name: "Zuse" } });
    const icon = next.versions[0]?.representations.keys().find(path => path.startsWith("/assets/")) ?? "";
    using own = await startApp(sample);
    expect((await routesWith(finding([next], own), own).get(icon)).status).toBe(200);
  });

  test.each([
    ["finds nothing", async () => undefined],
    ["fails", () => Promise.reject(new Error("the archive is down"))],
    ["does not end", () => new Promise<undefined>(() => {})],
  ])("a look that %s leads to the plain address within a second", async (_, look) => {
    const start = performance.now();
    const answer = await routesWith(look).get(`/e/${unknown}/it/resume.pdf`);
    expect([answer.status, answer.headers.get("location")]).toEqual([307, "/it/resume.pdf"]);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test("nobody looks for what is known, or can be no version", async () => {
    const routes = routesWith(async () => undefined);
    await routes.get(`${pinOf("")}/resume.pdf`);
    await routes.get("/");
    await routes.get("/e/x/resume.pdf").catch(() => {});
    expect(routes.looks()).toBe(0);
  });
});
