import { expect, test } from "bun:test";
import { watchSeen } from "../../bench/watch-seen.ts";

/** Serves one ETag after the other, each until so many ms have gone by since it was first asked. */
function siteThat(...serves: [etag: string, untilMs: number][]) {
  let startMs: number | undefined;
  return Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch() {
      startMs ??= performance.now();
      const goneMs = performance.now() - startMs;
      const [etag = ""] = serves.find(([, untilMs]) => goneMs < untilMs) ?? [];
      return new Response("page", { headers: { etag } });
    },
  });
}

const always = Number.POSITIVE_INFINITY;

/** Of a stack, no more than is asked for: the edge's port, and the instances'. */
function stackOf(...servers: { port: number | undefined }[]) {
  const [http = 0, ...instances] = servers.map(({ port }) => port ?? 0);
  return { ports: { http, instances } } as Parameters<typeof watchSeen>[0];
}

test("a publication is everywhere when the last one serves it, and an edge that goes back to an older one does not", async () => {
  await using quick = siteThat(["new", always]);
  await using slow = siteThat(["before", 300], ["new", always]);
  await using edge = siteThat(["long before", 300], ["before", 600], ["later", always]);
  const { everywhereMs, edgeMs } = await watchSeen(stackOf(edge, quick, slow), ["before", "long before"]);
  expect(everywhereMs).toBeGreaterThan(250);
  expect(everywhereMs).toBeLessThan(edgeMs);
  expect(edgeMs).toBeGreaterThan(550);
});

test("an instance that says nothing at first holds nothing up: it is asked again", async () => {
  let count = 0;
  await using silent = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    // Nobody but the watch gives up.
    idleTimeout: 0,
    fetch: () =>
      count++ === 0
        ? Promise.withResolvers<Response>().promise
        : new Response("page", { headers: { etag: "new" } }),
  });
  await using edge = siteThat(["new", always]);
  const { everywhereMs } = await watchSeen(stackOf(edge, silent), ["before"]);
  expect(everywhereMs).toBeFinite();
  expect(count).toBeGreaterThan(1);
});
