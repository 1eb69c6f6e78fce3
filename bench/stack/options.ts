import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { integer } from "../integer.ts";
import { freePorts, type Ports, portVariables } from "./ports.ts";
import { root } from "./servers.ts";

/** What `bun run stack` is asked for. */
export interface CommandLine {
  /** Undefined where none is named. */
  resume: string | undefined;
  /** The folder of the archive, unless `env` has DATABASE_URL. */
  data: string;
  ports: Ports;
  siteUrl?: string;
  env: Record<string, string>;
  /** Whether to show what every part writes. */
  verbose: boolean;
}

export const usage = `bun run stack [-- options] [résumé]

Starts HAProxy, the instances, Redis and Prometheus on 127.0.0.1, and ends them with Ctrl-C.

  --instances N   how many instances, 1 to 16 (4)
  --verbose       show what every part writes
  --help          show this

Without a résumé it serves what was published last, and resume.json until then; all instances share the archive in data/.

The variables of .env.example hold here too: RESUME, DATA, DATABASE_URL, SITE_URL, HTTP_PORT, STATS_PORT, PROMETHEUS_PORT,
LIMIT_REQUESTS and so on. INSTANCE_PORT is the first instance's port (3001); the others follow.`;

/** The edge's file has a line for each instance: so many. */
const mostInstances = 16;

/**
 * Reads the command line and the environment. An empty variable counts as unset.
 *
 * @throws {Error} with one line that names what cannot be used
 */
export function readOptions(args: string[], environment: Record<string, string | undefined>): CommandLine {
  const { values, positionals } = parse(args);
  const env = Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
  const count = integer("--instances", values.instances ?? env.INSTANCES ?? "4", mostInstances);
  const resume = positionals[0] ?? env.RESUME;
  return {
    resume: resume && resolve(resume),
    data: env.DATA === "none" ? env.DATA : resolve(root, env.DATA ?? "data"),
    ports: choosePorts(env, count),
    ...(env.SITE_URL && { siteUrl: env.SITE_URL }),
    env,
    verbose: values.verbose ?? false,
  };
}

function parse(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    options: { instances: { type: "string" }, verbose: { type: "boolean" } },
    allowPositionals: true,
  });
  if (positionals.length > 1) throw new Error(`Cannot serve ${positionals.length} résumés: name one file`);
  return { values, positionals };
}

/** Fixed where a person visits, and any port where only the stack's own parts do. */
function choosePorts(env: Record<string, string>, count: number): Ports {
  const port = (name: Exclude<keyof Ports, "instances">, fallback: number) => {
    const variable = portVariables[name];
    return integer(variable, env[variable] ?? String(fallback), 65_535);
  };
  const [exporter = 0, redis = 0, redisExporter = 0] = freePorts(3);
  const first = integer(portVariables.instances, env[portVariables.instances] ?? "3001", 65_535 - count);
  return {
    http: port("http", 8080),
    https: port("https", 8443),
    stats: port("stats", 8404),
    exporter: port("exporter", exporter),
    prometheus: port("prometheus", 9090),
    redis: port("redis", redis),
    redisExporter: port("redisExporter", redisExporter),
    instances: Array.from({ length: count }, (_, index) => first + index),
  };
}
