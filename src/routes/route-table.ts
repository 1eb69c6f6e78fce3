import type { Editions } from "../edition/editions.ts";

export interface RouteTable {
  /** The pattern of the route that a path belongs to, whatever the method; undefined when there is none. */
  find(path: string): Route | undefined;
}

interface Route {
  /** Of a closed set: a client cannot invent one. */
  pattern: string;
  methods: string[];
}

const reading = ["GET", "HEAD"];

/**
 * All routes by their paths: what a path's pattern is, for metrics, and which methods it takes, for 405 and OPTIONS.
 *
 * @param routes those of the application
 * @param editions what stands behind the one route that takes every path
 */
export function createRouteTable(
  routes: readonly { method: string; path: string }[],
  editions: Pick<Editions, "resourceAt">,
): RouteTable {
  const table = new Map<string, Route>();
  for (const { method, path } of routes) {
    if (path === "/*") continue;
    const route = table.get(path) ?? { pattern: path, methods: [] };
    const added = method === "GET" ? reading : [method];
    table.set(path, { ...route, methods: [...new Set([...route.methods, ...added])] });
  }
  return {
    find(path) {
      const route = table.get(path);
      if (route) return route;
      const resource = editions.resourceAt(path) ?? editions.resourceAt(`${path}/`);
      return resource && { pattern: resource.route, methods: reading };
    },
  };
}
