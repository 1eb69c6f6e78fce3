/** Where the parts of a stack listen: on 127.0.0.1, except for the site where EDGE_ADDRESS says otherwise. */
export interface Ports {
  /** The site, for visitors. */
  http: number;
  /** The site over TLS, where there is a certificate. */
  https: number;
  /** HAProxy's page for the operator. */
  stats: number;
  /** HAProxy's exporter, for Prometheus. */
  exporter: number;
  prometheus: number;
  redis: number;
  redisExporter: number;
  /** One for each instance. */
  instances: number[];
}

/** Ports that nobody listens on at this moment, so that several stacks run at once. */
export function anyPorts(instances: number): Ports {
  const [
    http = 0,
    https = 0,
    stats = 0,
    exporter = 0,
    prometheus = 0,
    redis = 0,
    redisExporter = 0,
    ...rest
  ] = freePorts(7 + instances);
  return { http, https, stats, exporter, prometheus, redis, redisExporter, instances: rest };
}

/** Ports that somebody in this process was given, and may not listen on yet. */
const given = new Set<number>();

/** That many different ports of 127.0.0.1 that nobody listens on at this moment, none of them given before. */
export function freePorts(count: number): number[] {
  const listeners: ReturnType<typeof listen>[] = [];
  const ports: number[] = [];
  while (ports.length < count) {
    const listener = listen("127.0.0.1", 0);
    listeners.push(listener);
    if (given.has(listener.port)) continue;
    given.add(listener.port);
    ports.push(listener.port);
  }
  for (const listener of listeners) listener.stop(true);
  return ports;
}

/** The variables that change a port, for messages and for the command line. */
export const portVariables = {
  http: "HTTP_PORT",
  https: "HTTPS_PORT",
  stats: "STATS_PORT",
  exporter: "EXPORTER_PORT",
  prometheus: "PROMETHEUS_PORT",
  redis: "REDIS_PORT",
  redisExporter: "REDIS_EXPORTER_PORT",
  instances: "INSTANCE_PORT",
} as const satisfies Record<keyof Ports, string>;

/** Says which ports are given to two parts, with the variables that gave them. */
export function describeClashes(ports: Ports): string[] {
  const givers = new Map<number, string>();
  return entries(ports).flatMap(([variable, port]) => {
    const other = givers.get(port);
    if (other === undefined) givers.set(port, variable);
    return other === undefined ? [] : [`${other} and ${variable} both take port ${port}; set one to another`];
  });
}

/**
 * Says which ports somebody listens on already, or this user may not have, and what to set instead.
 *
 * @param edgeAddress where visitors reach the edge; everything else listens on 127.0.0.1
 */
export function describeTaken(ports: Ports, edgeAddress = "127.0.0.1"): string[] {
  const taken = Map.groupBy(
    entries(ports).filter(([variable, port]) => !isFree(addressOf(variable, edgeAddress), port)),
    ([variable]) => variable,
  );
  return [...taken].map(([variable, found]) => {
    const list = found.map(([, port]) => port).join(", ");
    return found.length === 1
      ? `port ${list} is taken; set ${variable} to a free one`
      : `ports ${list} are taken; set ${variable} to the first of ${ports.instances.length} free ones`;
  });
}

/** Each port after the variable that changes it. */
function entries(ports: Ports): [string, number][] {
  return Object.entries(portVariables).flatMap(([name, variable]) =>
    // A key of portVariables is a key of Ports: see `satisfies` above.
    [ports[name as keyof Ports]].flat().map((port): [string, number] => [variable, port]),
  );
}

function addressOf(variable: string, edgeAddress: string): string {
  const isForVisitors = variable === portVariables.http || variable === portVariables.https;
  return isForVisitors ? edgeAddress : "127.0.0.1";
}

/** An address that is not this machine's, or HAProxy's way to write one, is HAProxy's to judge. */
function isFree(address: string, port: number): boolean {
  try {
    listen(address, port).stop(true);
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    return code !== "EADDRINUSE" && code !== "EACCES";
  }
}

function listen(hostname: string, port: number) {
  return Bun.listen({ hostname, port, socket: { data() {} } });
}
