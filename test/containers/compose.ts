/** compose.yaml under a name and on ports of its own, so that it touches nothing of a stack that runs beside it. */
import { freePorts } from "../../bench/stack/ports.ts";
import { type Result, run } from "../../tools/run.ts";
import { root } from "../support/process.ts";
import { readExample, readServices } from "./files.ts";

export interface Container {
  /** Its name for the engine. */
  Name: string;
  Service: string;
  /** Such as "running". */
  State: string;
  /** "healthy", "unhealthy", "starting", or "" without a check. */
  Health: string;
}

export interface Compose {
  /** The site, on 127.0.0.1. */
  url: string;
  /** HAProxy's stats page. */
  stats: string;
  prometheus: string;
  /** Runs `docker compose` on this project. @throws {Error} with its output when it fails */
  run(...args: string[]): Promise<string>;
  /** Runs `docker` itself. @throws {Error} like `run` */
  docker(...args: string[]): Promise<string>;
  containers(): Promise<Container[]>;
}

/**
 * @param name of the project, unlike any other's
 * @param settings variables of compose.yaml
 */
export function composeProject(name: string, settings: Record<string, string> = {}): Compose {
  const env = { ...ownEnvironment(), ...settings };
  const docker = async (...args: string[]) => {
    user ??= postgresUser("docker");
    const POSTGRES_USER = process.env.POSTGRES_USER ?? (await user);
    const command = ["docker", ...args];
    return outputOf(await run(command, { cwd: root, env: { ...env, POSTGRES_USER } }), command);
  };
  // Nor must an owner's .env itself decide a test.
  const compose = (...args: string[]) => docker("compose", "-p", name, "--env-file", "/dev/null", ...args);
  return {
    url: `http://127.0.0.1:${env.HTTP_PORT}`,
    stats: `http://127.0.0.1:${env.STATS_PORT}`,
    prometheus: `http://127.0.0.1:${env.PROMETHEUS_PORT}`,
    run: compose,
    docker,
    // One object to a line.
    containers: async () => Bun.JSONL.parse(await compose("ps", "--all", "--format", "json")) as Container[],
  };
}

/**
 * This process's environment, with ports that are free and as many open files as this machine allows. Every other variable of the stack is
 * empty, which is unset: what an owner has set, here or in a .env that Bun or podman-compose reads, must not decide a test.
 */
export function ownEnvironment() {
  const [http, https, stats, prometheus, grafana] = freePorts(5);
  return {
    ...process.env,
    ...Object.fromEntries([...readExample().keys()].map(name => [name, ""])),
    HTTP_PORT: String(http),
    HTTPS_PORT: String(https),
    STATS_PORT: String(stats),
    PROMETHEUS_PORT: String(prometheus),
    GRAFANA_PORT: String(grafana),
    NOFILE: process.env.NOFILE ?? openFiles(),
  };
}

let user: Promise<string> | undefined;

/** As whom PostgreSQL runs, by number, in the image that this machine has. */
export async function postgresUser(engine: "docker" | "podman"): Promise<string> {
  const { image = "" } = readServices().get("postgres") ?? {};
  const ask = async (what: string) => {
    const command = [engine, "run", "--rm", "--entrypoint", "id", image, what, "postgres"];
    // The image may have to come first, which is told too.
    return outputOf(await run(command, { cwd: root }), command)
      .trim()
      .split("\n")
      .at(-1);
  };
  return `${await ask("-u")}:${await ask("-g")}`;
}

/** As many as the edge asks for, or as this machine allows. */
function openFiles(): string {
  const limit = Number(Bun.spawnSync(["sh", "-c", "ulimit -Hn"]).stdout.toString());
  return String(Math.min(limit, 65_536));
}

function outputOf({ code, output }: Result, command: string[]): string {
  if (code === 0) return output;
  throw new Error(`${command.join(" ")} ended with ${code}:\n${output}`);
}
