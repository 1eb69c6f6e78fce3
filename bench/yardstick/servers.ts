import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findPart } from "../../tools/debian.ts";
import { instance } from "../stack/instance.ts";
import { Part, type Program } from "../stack/part.ts";
import { freePorts } from "../stack/ports.ts";
import { root } from "../stack/servers.ts";
import type { Stack } from "../stack/start-stack.ts";
import { answers } from "../stack/until.ts";
import { nginx } from "./nginx.ts";
import { takeSample } from "./sample.ts";
import type { Server } from "./yardsticks.ts";

export interface ServerOptions {
  stack: Pick<Stack, "url">;
  /** A folder that the servers may fill. */
  directory: string;
  report: (line: string) => void;
}

export interface Running {
  /** Of the page. */
  url: string;
  /** Undefined for what runs anyway. */
  part: Part | undefined;
}

/** Starts one side of a yardstick and resolves when it serves the page. @throws {Error} when it does not */
export async function startServer(server: Server, { stack, ...options }: ServerOptions): Promise<Running> {
  // By address: wrk would try IPv6 first.
  const page = `${stack.url.replace("localhost", "127.0.0.1")}/`;
  if (server === "edge") return { url: page, part: undefined };
  const [port = 0] = freePorts(1);
  const directory = join(options.directory, `${server.replaceAll(" ", "-")}-${port}`);
  mkdirSync(directory);
  const part = new Part(await plan(server, { ...options, page, port, directory }), options.report);
  try {
    await part.ready();
  } catch (error) {
    await part.stop();
    throw error;
  }
  return { url: `http://127.0.0.1:${port}/`, part };
}

interface PlanOptions extends Omit<ServerOptions, "stack" | "report"> {
  page: string;
  port: number;
}

async function plan(server: Exclude<Server, "edge">, options: PlanOptions): Promise<Program> {
  switch (server) {
    case "nginx bare":
      return planNginx("nginx-bare.conf", options);
    case "nginx same job":
      return planNginx("nginx-same-job.conf", options);
    case "instance":
      return planInstance(options);
    case "Bun.serve":
      return planBun(options);
  }
}

async function planNginx(
  configuration: "nginx-bare.conf" | "nginx-same-job.conf",
  options: PlanOptions,
): Promise<Program> {
  const program = findPart("nginx");
  if (!program) throw new Error(`Cannot start ${configuration}: nginx is not installed`);
  return nginx({ ...options, program, configuration });
}

/** With neither edge nor Redis: what `npm start` runs. */
function planInstance({ page, port, directory }: PlanOptions): Program {
  return instance({
    number: 0,
    port,
    resume: join(root, "resume.json"),
    // The edition that the edge serves: the address stands in the page.
    siteUrl: new URL(page.replace("127.0.0.1", "localhost")).origin,
    redisUrl: undefined,
    env: { PATH: process.env.PATH ?? "" },
    directory,
  });
}

async function planBun({ page, port, directory }: PlanOptions): Promise<Program> {
  const file = join(directory, "page.gz");
  writeFileSync(file, (await takeSample(page, "gzip")).body);
  return {
    name: "Bun.serve",
    command: [process.execPath, "--no-env-file", join(import.meta.dir, "bun-static.ts"), String(port), file],
    env: { PATH: process.env.PATH ?? "" },
    cwd: directory,
    log: join(directory, "bun.log"),
    isReady: () => answers(`http://127.0.0.1:${port}/`),
    stopSignal: "SIGTERM",
  };
}
