import { expect, test } from "bun:test";
import { watchSeen } from "../../bench/watch-seen.ts";

/** Serves one ETag after the other, each until so many ms have gone by. */
function siteThat(...serves: [etag: string, untilMs: number][]) {
  const startMs = performance.now();
  return Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch() {
      const [etag = ""] = serves.find(([, untilMs]) => performance.now() - startMs < untilMs) ?? [];
      return new Response("page", { headers: { etag } });
    },
  });
}

const always = Number.POSITIVE_INFINITY;

test("a publication is everywhere when the last one serves it, and an edge that goes back to an older one does not", async () => {
  await using quick = siteThat(["new", always]);
  await using slow = siteThat(["before", 300], ["new", always]);
  await using edge = siteThat(["long before", 300], ["before", 600], ["later", always]);
  const [http = 0, ...instances] = [edge, quick, slow].map(({ port }) => port ?? 0);
  // No more of a stack is asked for.
  const stack = { ports: { http, instances } } as Parameters<typeof watchSeen>[0];
  const { everywhereMs, edgeMs } = await watchSeen(stack, ["before", "long before"]);
  expect(everywhereMs).toBeGreaterThan(250);
  expect(everywhereMs).toBeLessThan(edgeMs);
  expect(edgeMs).toBeGreaterThan(550);
});
