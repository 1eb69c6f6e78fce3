import { expect, test } from "bun:test";
import { connect, type Socket } from "node:net";
import { startProgram } from "../support/process.ts";
import { describeEdge, startEdge } from "./edge.ts";

const visitors = 10_000;

/** One request on a connection that stays open; resolves with the status. */
function ask(socket: Socket, visitor: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const address = `10.${visitor >> 16}.${(visitor >> 8) & 255}.${visitor & 255}`;
  socket.once("data", data => resolve(data.toString("latin1").slice(9, 12)));
  socket.once("error", reject);
  socket.write(`GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: ${address}\r\n\r\n`);
  return promise;
}

function open(port: number): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket = connect(port, "127.0.0.1", () => resolve(socket));
  socket.once("error", reject);
  return promise;
}

/** What this machine lets a process raise its limit of open files to. */
const hardLimit = Number(
  Bun.spawnSync(["sh", "-c", "ulimit -Hn"]).stdout.toString().replace("unlimited", "1e9"),
);

/** In groups, as a crowd comes: a kernel's queue of new connections is short. */
async function openAll(
  port: number,
  each: (group: Socket[]) => Promise<void> = async () => {},
): Promise<Socket[]> {
  const sockets: Socket[] = [];
  while (sockets.length < visitors) {
    const group = await Promise.all(Array.from({ length: 500 }, () => open(port)));
    sockets.push(...group);
    await each(group);
  }
  return sockets;
}

/** The edge under a limit of 20,000 descriptors, with visitors that it lets stay for a minute. */
function startLimited(haproxy: string, instance: string) {
  const limited = ["-c", 'ulimit -n 20000; exec "$0" "$@"', haproxy];
  return startEdge(["bash", ...limited], [new URL(instance).host], {
    env: { TIMEOUT_SLOW: "60s", TIMEOUT_IDLE: "60s", LOG_HITS_IN_1000: "0" },
    trustLoopback: true,
  });
}

describeEdge("a crowd", haproxy => {
  test.skipIf(hardLimit < 20_000)(
    `of ${visitors} connections, each asking on, is held under a limit of 20,000 descriptors`,
    async () => {
      await using program = await startProgram();
      await using edge = await startLimited(haproxy, program.url);
      let visitor = 0;
      const askAll = async (group: Socket[]) =>
        expect(new Set(await Promise.all(group.map(one => ask(one, visitor++))))).toEqual(new Set(["200"]));
      const sockets = await openAll(edge.port, askAll);
      try {
        for (let from = 0; from < visitors; from += 1000) await askAll(sockets.slice(from, from + 1000));
        expect(await edge.runtime("show info")).toMatch(/^Ulimit-n: 20000$/m);
        const [, open_ = "0"] = /^CurrConns: (\d+)$/m.exec(await edge.runtime("show info")) ?? [];
        expect(Number(open_)).toBeGreaterThanOrEqual(visitors);
        // An operator can still look while the site is full.
        expect((await fetch(`${edge.exporterUrl}/metrics`)).status).toBe(200);
      } finally {
        for (const socket of sockets) socket.destroy();
      }
    },
    60_000,
  );

  test.skipIf(hardLimit < 20_000)(
    `of ${visitors} that asks at once is answered 200 each, by a cache that holds nothing yet`,
    async () => {
      await using program = await startProgram();
      await using edge = await startLimited(haproxy, program.url);
      const sockets = await openAll(edge.port);
      try {
        const statuses = await Promise.all(sockets.map(ask));
        expect(new Set(statuses)).toEqual(new Set(["200"]));
        // What the instance was asked before the cache had an answer stands in the log; the rest were hits.
        expect(edge.log().length).toBeGreaterThan(0);
      } finally {
        for (const socket of sockets) socket.destroy();
      }
    },
    60_000,
  );
});
