import { join } from "node:path";
import type { Learnt } from "./asks.ts";
import type { CeilingOrder } from "./load/ceiling-server.ts";
import { generate, type Load } from "./load/generate.ts";
import { merge } from "./merge.ts";
import type { Row } from "./result.ts";
import { Part } from "./stack/part.ts";
import { freePorts } from "./stack/ports.ts";
import { root } from "./stack/servers.ts";
import { answers } from "./stack/until.ts";

export type Ceiling = NonNullable<Row["ceiling"]>;

interface Options {
  /** A folder for the server's log. */
  directory: string;
  durationS: number;
  signal: AbortSignal;
}

/** A closed loop begins when its users connect, which takes a while for many of them: so many a second more. */
const connectsPerS = 2500;

/**
 * Measures what a generator reaches when nothing but itself is in its way: the same users ask for the same bytes, headers and
 * all, from a server that looks at nothing but the path.
 */
export async function measureCeiling(load: Load, learnt: Learnt[], options: Options): Promise<Ceiling> {
  const { directory, durationS, signal } = options;
  const [port = 0] = freePorts(1);
  const path = (index: number) => `/${index}`;
  const order: CeilingOrder = {
    port,
    answers: Object.fromEntries(learnt.map(({ raw }, index) => [path(index), raw.toString("base64")])),
  };
  const server = await startServer(order, directory);
  try {
    const asks = learnt.map(({ ask }, index) => ({ ...ask, path: path(index) }));
    const { requests: _, ...rest } = load;
    const isClosed = load.pace.kind === "flat out";
    const wholeS = durationS + (isClosed ? Math.ceil(load.users / connectsPerS) : 0);
    const found = await generate(
      { ...rest, origin: `http://127.0.0.1:${port}`, asks, durationS: wholeS },
      { signal },
    );
    const { requestsPerSecond, latencyMs } = merge([found]);
    return { requestsPerSecond, p99Ms: latencyMs.p99 };
  } finally {
    await server.stop();
  }
}

async function startServer(order: CeilingOrder, directory: string): Promise<Part> {
  const orderFile = join(directory, "ceiling.json");
  await Bun.write(orderFile, JSON.stringify(order));
  const part = new Part(
    {
      name: "the ceiling's server",
      command: [process.execPath, "--no-env-file", "bench/load/ceiling-server.ts", orderFile],
      env: { PATH: process.env.PATH ?? "" },
      cwd: root,
      log: join(directory, "ceiling.log"),
      isReady: () => answers(`http://127.0.0.1:${order.port}/ready`),
      stopSignal: "SIGTERM",
    },
    () => {},
  );
  await part.ready();
  return part;
}
