import { join } from "node:path";
import type { Program } from "./part.ts";
import type { Ports } from "./ports.ts";
import { root } from "./servers.ts";
import { ask } from "./socket.ts";
import { answers, until } from "./until.ts";

interface EdgeOptions {
  /** Where HAProxy's program lies. */
  program: string;
  ports: Ports;
  env: Record<string, string>;
  directory: string;
}

/** Its worker serves before its master listens to signals: one that comes in between is lost. In ms. */
const masterPauseMs = 100;

/** HAProxy with the file that compose gives it, in front of the instances. */
export function edge({ program, ports, env, directory }: EdgeOptions): Program {
  const instances = ports.instances.map((port, index) => [`INSTANCE_${index + 1}`, `127.0.0.1:${port}`]);
  return {
    name: "edge",
    command: [program, "-W", "-db", "-f", join(root, "haproxy/haproxy.cfg")],
    env: {
      EDGE_ADDRESS: "127.0.0.1",
      ...env,
      ...Object.fromEntries(instances),
      HTTP_PORT: String(ports.http),
      HTTPS_PORT: String(ports.https),
      OPERATOR_ADDRESS: "127.0.0.1",
      STATS_PORT: String(ports.stats),
      EXPORTER_PORT: String(ports.exporter),
      RUNTIME_SOCKET: runtimeSocket(directory),
    },
    cwd: root,
    log: join(directory, "edge.log"),
    isReady: async () => {
      const isServing = await answers(`http://127.0.0.1:${ports.exporter}/metrics`);
      if (isServing) await Bun.sleep(masterPauseMs);
      return isServing;
    },
    // It takes no more visits and finishes those that it has.
    stopSignal: "SIGUSR1",
  };
}

/** Asks HAProxy through its runtime API, such as "show stat" or "set server app/app1 state drain". */
export function askRuntime(directory: string, command: string): Promise<string> {
  return ask({ path: runtimeSocket(directory), say: `${command}\n` });
}

/**
 * Makes HAProxy read its file again, as an operator does: SIGUSR2 to its master.
 *
 * @throws {Error} when the new process does not take over; the old one goes on serving then
 */
export async function reload(directory: string, signal: (name: NodeJS.Signals) => void): Promise<void> {
  const before = await workerPid(directory);
  const isNew = async () => ![before, undefined].includes(await workerPid(directory));
  for (let attempt = 0; attempt < 5; attempt++) {
    signal("SIGUSR2");
    if (await until(isNew, { deadlineMs: 1000 })) return Bun.sleep(masterPauseMs);
  }
  throw new Error(`Cannot reload the edge: its old process still serves; see ${join(directory, "edge.log")}`);
}

async function workerPid(directory: string): Promise<string | undefined> {
  return /^Pid: (\d+)$/m.exec(await askRuntime(directory, "show info"))?.[1];
}

/** The file through which HAProxy takes an operator's commands. */
export function runtimeSocket(directory: string): string {
  return join(directory, "edge.sock");
}
