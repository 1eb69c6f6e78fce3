export interface RouteTable {
  /** The pattern of the route that a path belongs to, whatever the method; undefined when there is none. */
  find(path: string): { pattern: string; methods: string[] } | undefined;
}

/** All routes by their paths: what a path's pattern is, for metrics, and which methods it takes, for 405 and OPTIONS. */
export function createRouteTable(routes: readonly { method: string; path: string }[]): RouteTable {
  const table = new Map<string, { pattern: string; methods: string[] }>();
  for (const { method, path } of routes) {
    const route = table.get(path) ?? { pattern: path, methods: [] };
    const added = method === "GET" ? ["GET", "HEAD"] : [method];
    table.set(path, { ...route, methods: [...new Set([...route.methods, ...added])] });
  }
  const prefixes = [...table.values()].filter(({ pattern }) => pattern.endsWith("/*"));
  return {
    find: path => table.get(path) ?? prefixes.find(({ pattern }) => path.startsWith(pattern.slice(0, -1))),
  };
}
