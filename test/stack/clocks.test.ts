/** Real instances on one PostgreSQL, some with a clock that is an hour wrong: the clock orders nothing, ends nothing, and stales nothing. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { openArchive } from "../../src/archive/open.ts";
import { findPart } from "../../tools/debian.ts";
import { type Edge, startEdge } from "../edge/edge.ts";
import { type Fixture, fixture } from "../support/fixture.ts";
import { describeWith, programOf } from "../support/needs.ts";
import { startPostgres, type TestPostgres } from "../support/postgres.ts";
import { type Started, startProgram } from "../support/process.ts";
import { waitFor } from "../support/wait.ts";

setDefaultTimeout(60_000);

/** By how much each instance's clock is wrong. */
const clocks = ["-1h", "+1h", "+0"] as const;
const hourMs = 3_600_000;
const minuteMs = 60_000;
/** Far longer than it takes. */
const soonMs = 20_000;

const resumeOf = (name: string) => JSON.stringify({ basics: { name } });

describeWith("faketime", "an hour wrong,", () => {
  describeWith("postgres", "beside a database whose clock is right,", () => {
    let postgres: TestPostgres;
    let folder: Fixture;
    let archive: ReturnType<typeof openArchive>;
    let instances: Started[];
    let token: string;

    beforeAll(async () => {
      postgres = await startPostgres();
      folder = fixture({ "resume.json": resumeOf("On the disk") });
      const databaseUrl = await postgres.makeDatabase();
      const log = { info() {}, warn() {}, error() {} };
      archive = openArchive({ data: folder.file("data"), databaseUrl, log });
      token = (await archive.tokens.create("test")).text;
      const env = {
        DATA: folder.file("data"),
        DATABASE_URL: databaseUrl,
        MOUNTED: folder.file("resume.json"),
      };
      instances = await Promise.all(
        clocks.map(clock => startProgram({ env: { ...env, ...wrongBy(clock) }, deadlineMs: soonMs })),
      );
    });
    afterAll(async () => {
      await Promise.all((instances ?? []).map(instance => instance.stop()));
      await archive?.close();
      await postgres?.[Symbol.asyncDispose]();
      folder?.[Symbol.dispose]();
    });

    /** Asks one of the instances through its API. */
    const ask = async (instance: number, call: string, body?: string, headers: object = {}) => {
      const [method = "", path] = call.split(" ");
      const response = await fetch(`${instances[instance]?.url}/api/v1${path}`, {
        method,
        ...(body && { body }),
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
      });
      // Held against what is expected by each test.
      return { status: response.status, body: (await response.json()) as Record<string, never> };
    };
    const publish = (instance: number, name: string, headers = {}) =>
      ask(instance, "POST /editions", resumeOf(name), headers);
    const isEverywhere = (name: string) =>
      waitFor(async () => {
        const pages = await Promise.all(instances.map(async ({ url }) => (await fetch(url)).text()));
        return pages.every(page => page.includes(`<h1>${name}</h1>`));
      }, soonMs);
    const numbers = async (instance: number) => {
      const { editions } = (await ask(instance, "GET /editions")).body as unknown as Listed;
      return editions.map(({ id }) => id);
    };

    test("the clocks of these instances are what they are said to be", async () => {
      const wrongHours = await Promise.all(
        instances.map(async ({ url }) => {
          const { headers } = await fetch(`${url}/health`);
          return Math.round((Date.parse(headers.get("date") ?? "") - Date.now()) / hourMs) + 0;
        }),
      );
      expect(wrongHours).toEqual([-1, 1, 0]);
      expect(Math.abs((await archive.now()) - Date.now())).toBeLessThan(minuteMs);
    });

    test("what was published last is current everywhere, and a rollback takes back what came last", async () => {
      const publishers = [0, 1, 2, 0, 1, 0];
      for (const [index, instance] of publishers.entries()) {
        const { status, body } = await publish(instance, `Edition ${index + 1}`);
        expect([status, body]).toMatchObject([
          201,
          { edition: { id: index + 1 }, current: { id: index + 1 } },
        ]);
        await isEverywhere(`Edition ${index + 1}`);
      }
      for (const instance of instances.keys()) expect(await numbers(instance)).toEqual([6, 5, 4, 3, 2, 1]);
      const times = (await archive.editions.list({ limit: 6 })).map(({ at }) => at);
      // Or nothing here has shown that they do not count.
      expect(times).not.toEqual(times.toSorted().reverse());
      for (const [instance, edition] of [
        [1, 5],
        [0, 4],
        [2, 3],
      ] as const) {
        expect((await ask(instance, "GET /editions/previous")).body).toMatchObject({ id: edition });
        expect((await ask(instance, "POST /rollback")).body).toMatchObject({ current: { edition } });
        await isEverywhere(`Edition ${edition}`);
      }
    });

    test("of two who publish by turns, each is told of the other's edition", async () => {
      const latest = (await archive.editions.current())?.id ?? 0;
      const seen = { "if-match": `"switch-${latest}"` };
      expect((await publish(0, "From behind", seen)).status).toBe(201);
      expect((await publish(1, "From ahead", seen)).status).toBe(412);
    });

    test("what is sent again to an instance with another clock is not published twice", async () => {
      const key = { "idempotency-key": "the-same" };
      const first = await publish(0, "Sent twice", key);
      const second = await publish(1, "Sent twice", key);
      expect([first.status, second.status]).toEqual([201, 201]);
      expect(second.body).toMatchObject({ isRepeated: true, edition: first.body.edition });
      await isEverywhere("Sent twice");
    });

    test.each([...clocks.entries()])(
      "a preview that instance %d (%s) makes for ten minutes opens on each, and lasts ten minutes",
      async instance => {
        const made = await ask(instance, "POST /editions/1/preview", JSON.stringify({ expires: "10m" }));
        const { share, url } = made.body as unknown as Made;
        expect(made.status).toBe(201);
        expect(Math.abs(Date.parse(share.expires) - Date.now() - 10 * minuteMs)).toBeLessThan(minuteMs);
        for (const each of instances) expect((await fetch(each.url + url)).status).toBe(200);
      },
    );

    test("a link ends on each at the same moment", async () => {
      const expires = new Date((await archive.now()) + 3000).toISOString();
      const link = { name: "Bob", who: "test", edition: 1, version: undefined, reveal: [], expires };
      const { text } = await archive.shares.create(link);
      const statuses = () =>
        Promise.all(instances.map(async ({ url }) => (await fetch(`${url}/s/${text}/`)).status));
      expect(await statuses()).toEqual([200, 200, 200]);
      await waitFor(async () => (await archive.now()) >= Date.parse(expires));
      expect(await statuses()).toEqual([404, 404, 404]);
    });

    describeWith("haproxy", "behind the edge,", () => {
      let edge: Edge;
      beforeAll(async () => {
        const addresses = instances.map(({ url }) => new URL(url).host);
        edge = await startEdge(findPart("haproxy") ?? "", addresses);
      });
      afterAll(() => edge?.[Symbol.asyncDispose]());

      const paths = ["/", "/resume.pdf", "/resume.json"];
      const get = async (path: string, headers: Record<string, string> = {}) => {
        const response = await fetch(edge.url + path, { headers: { "accept-encoding": "br", ...headers } });
        await response.arrayBuffer();
        return response;
      };
      const etags = () => Promise.all(paths.map(async path => (await get(path)).headers.get("etag")));

      test.each([...clocks.entries()])(
        "what instance %d (%s) publishes takes the place of what is cached, and is cached",
        async instance => {
          const before = await etags();
          expect((await publish(instance, `Through the edge ${instance}`)).status).toBe(201);
          await isEverywhere(`Through the edge ${instance}`);
          await waitFor(async () => {
            const now = await etags();
            return now.every((etag, index) => etag !== before[index]);
          }, soonMs);
          for (const path of paths) {
            const first = await get(path);
            await waitFor(async () => (await get(path)).headers.get("x-cache") === "HIT");
            const known = await get(path, { "if-none-match": first.headers.get("etag") ?? "" });
            expect([path, known.status]).toEqual([path, 304]);
          }
        },
      );
    });
  });
});

interface Listed {
  editions: { id: number }[];
}

interface Made {
  share: { expires: string };
  url: string;
}

/** What makes a program believe another time (faketime(1)): for waiting, it has the right one. */
function wrongBy(clock: string): Record<string, string> {
  const { stdout } = Bun.spawnSync([programOf("faketime"), "-m", "-f", clock, "printenv", "LD_PRELOAD"]);
  return { LD_PRELOAD: stdout.toString().trim(), FAKETIME: clock, FAKETIME_DONT_FAKE_MONOTONIC: "1" };
}
