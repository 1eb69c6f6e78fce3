import type { App } from "./app.ts";
import type { Config } from "./config.ts";
import { ConfigError } from "./config.ts";

/** The edge keeps idle connections to instances open; the instance must be the more patient side, or a request meets a closed one. */
const idleTimeoutSeconds = 75;

/** A publication, with what holds its parts together: who reads it counts again. */
const maxBodyBytes = 6 * 1024 * 1024;

/**
 * Listens. What is no HTTP (a malformed request, an unknown method, headers beyond 16 kB) Bun itself answers, or closes on, before
 * the app sees it; the edge answers those before they come here. Throws ConfigError, naming the variable, when the address
 * cannot be had.
 */
export function listen({ fetch }: App, { host, port }: Pick<Config, "host" | "port">): Bun.Server<undefined> {
  try {
    return Bun.serve({
      hostname: host,
      port,
      fetch,
      idleTimeout: idleTimeoutSeconds,
      maxRequestBodySize: maxBodyBytes,
      development: false,
      // Otherwise Bun lets a second program listen on the same port, and each would get some of the visitors.
      reusePort: false,
    });
  } catch (error) {
    throw explain(error, host, port);
  }
}

function explain(error: unknown, host: string, port: number): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  switch (error.code) {
    case "EADDRINUSE":
      return new ConfigError(
        `Cannot listen on port ${port}: another program uses it; set PORT to a free one`,
      );
    case "EACCES":
      return new ConfigError(`Cannot listen on port ${port}: this user may not; set PORT to 1024 or above`);
    default:
      return new ConfigError(`Cannot listen on HOST ${JSON.stringify(host)}, PORT ${port}: ${error.message}`);
  }
}
