/** Where the parts of a stack listen, all on 127.0.0.1. */
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

/** That many different ports that nobody listens on at this moment. */
export function freePorts(count: number): number[] {
  const listeners = Array.from({ length: count }, () => listen(0));
  const ports = listeners.map(({ port }) => port);
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

/** Says which ports somebody listens on already, or this user may not have, and what to set instead. */
export function describeTaken(ports: Ports): string[] {
  return Object.entries(portVariables).flatMap(([name, variable]) => {
    // A key of portVariables is a key of Ports: see `satisfies` above.
    const taken = [ports[name as keyof Ports]].flat().filter(port => !isFree(port));
    return taken.length > 0 ? [`port ${taken.join(", ")} is taken; set ${variable} to a free one`] : [];
  });
}

function isFree(port: number): boolean {
  try {
    listen(port).stop(true);
    return true;
  } catch {
    return false;
  }
}

function listen(port: number) {
  return Bun.listen({ hostname: "127.0.0.1", port, socket: { data() {} } });
}
