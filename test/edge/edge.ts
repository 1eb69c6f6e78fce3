/** HAProxy, started for real with haproxy/haproxy.cfg as it is: only variables differ from test to test. */
import { describe } from "bun:test";
import { connect } from "node:net";
import { join } from "node:path";
import { findPart } from "../../tools/debian.ts";
import { fixture } from "../support/fixture.ts";
import { describeWith } from "../support/needs.ts";
import { freePort, spawnCommand } from "../support/process.ts";

/** A newer HAProxy beside Debian's, as the container has it: the path of its program, or of a script that runs it. */
export const newerHaproxy = process.env.HAPROXY_3;

/** `describe` for Debian's HAProxy and, where HAPROXY_3 names one, for the newer one: haproxy.cfg serves both. */
export function describeEdge(name: string, body: (haproxy: string) => void): void {
  describeWith("haproxy", name, () => body(findPart("haproxy") ?? ""));
  if (newerHaproxy) describe(`${name}, newer HAProxy`, () => body(newerHaproxy ?? ""));
}

export interface Edge extends AsyncDisposable {
  url: string;
  port: number;
  /** Of https, where CERTIFICATE is set. */
  httpsPort: number;
  statsUrl: string;
  exporterUrl: string;
  /** The access log so far, a line each. */
  log(): Record<string, unknown>[];
  /** Asks the runtime API, as an operator would. */
  runtime(command: string): Promise<string>;
  /** Asks the master for a reload and waits until the new process has taken over. */
  reload(): Promise<void>;
}

/** The addresses of a trusted proxy in these tests: this machine. */
const loopback = "127.0.0.0/8\n::1\n";

/**
 * Starts the edge in front of the given instances and waits until it answers.
 *
 * @param haproxy the program, or a command that ends in it
 * @param instances `host:port` of each
 * @param options.env variables of haproxy.cfg
 * @param options.trustLoopback whether X-Forwarded-For counts, so that a test can speak for several visitors
 */
export async function startEdge(
  haproxy: string | string[],
  instances: string[],
  { env = {}, trustLoopback = false }: { env?: Record<string, string>; trustLoopback?: boolean } = {},
): Promise<Edge> {
  const directory = fixture({ "trusted.lst": trustLoopback ? loopback : "" });
  const socket = join(directory.path, "haproxy.sock");
  const [port, httpsPort, statsPort, exporterPort] = [freePort(), freePort(), freePort(), freePort()];
  const child = spawnCommand([haproxy, "-W", "-f", "haproxy/haproxy.cfg"].flat(), {
    EDGE_ADDRESS: "127.0.0.1",
    HTTP_PORT: String(port),
    HTTPS_PORT: String(httpsPort),
    STATS_PORT: String(statsPort),
    EXPORTER_PORT: String(exporterPort),
    RUNTIME_SOCKET: socket,
    TRUSTED_PROXIES: join(directory.path, "trusted.lst"),
    ...Object.fromEntries(instances.map((address, index) => [`INSTANCE_${index + 1}`, address])),
    ...env,
  });
  const runtime = (command: string) => ask(socket, command);
  const stop = async () => {
    await child.stop();
    directory[Symbol.dispose]();
  };
  const pidOf = async () => /^Pid: (\d+)/m.exec(await runtime("show info").catch(() => ""))?.[1];
  try {
    await until(pidOf, () => `HAProxy does not start:\n${child.stdout()}${child.stderr()}`);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    httpsPort,
    statsUrl: `http://127.0.0.1:${statsPort}`,
    exporterUrl: `http://127.0.0.1:${exporterPort}`,
    log: () => parseLog(child.stdout()),
    runtime,
    reload: async () => {
      const before = await pidOf();
      const isNew = async () => ![undefined, before].includes(await pidOf());
      // A master that has just reloaded is deaf to the next signal for a moment.
      for (let attempt = 0; attempt < 5 && !(await isNew()); attempt++) {
        child.signal("SIGUSR2");
        await until(isNew, undefined, 1500).catch(() => {});
      }
      if (!(await isNew())) throw new Error(`HAProxy does not reload:\n${child.stderr()}`);
    },
    [Symbol.asyncDispose]: stop,
  };
}

/** Waits until `test` gives something true, and returns it. */
export async function until<Value>(
  test: () => Value | Promise<Value>,
  message: () => string = () => `Nothing came of ${test}`,
  deadlineMs = 10_000,
): Promise<NonNullable<Value>> {
  for (const deadline = Date.now() + deadlineMs; Date.now() < deadline; await Bun.sleep(25)) {
    const value = await test();
    if (value) return value;
  }
  throw new Error(message());
}

/** What the runtime API answers to one command. */
function ask(path: string, command: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let answer = "";
  const socket = connect(path, () => socket.write(`${command}\n`));
  socket.on("data", chunk => {
    answer += chunk;
  });
  socket.on("close", () => resolve(answer));
  socket.on("error", reject);
  return promise;
}

function parseLog(text: string): Record<string, unknown>[] {
  const lines = text.split("\n").filter(line => line.startsWith("{"));
  return lines.map(line => JSON.parse(line));
}
