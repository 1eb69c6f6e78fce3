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

/** Routes of the application that are there for whatever the editions hold. */
const behindEditions = new Set(["/*", "/assets/*"]);

/**
 * All routes by their paths: what a path's pattern is, for metrics, and which methods it takes, for 405 and OPTIONS.
 *
 * @param routes those of the application
 * @param editions what stands behind the routes that take every path
 */
export function createRouteTable(
  routes: readonly { method: string; path: string }[],
  editions: Pick<Editions, "assetAt" | "resourceAt">,
): RouteTable {
  const table = new Map<string, Route>();
  for (const { method, path } of routes) {
    if (behindEditions.has(path)) continue;
    const route = table.get(path) ?? { pattern: path, methods: [] };
    const added = method === "GET" ? reading : [method];
    table.set(path, { ...route, methods: [...new Set([...route.methods, ...added])] });
  }
  const open = [...table.values()].filter(({ pattern }) => /[:*]/.test(pattern));
  const expressions = open.map(route => ({ route, expression: expressionOf(route) }));
  return {
    find(path) {
      const route = table.get(path);
      if (route) return route;
      const { resourceAt, assetAt } = editions;
      const resource = resourceAt(path) ?? resourceAt(`${path}/`) ?? assetAt(path);
      if (resource) return { pattern: resource.route, methods: reading };
      return expressions.find(({ expression }) => expression.test(path))?.route;
    },
  };
}

/** Which paths a pattern such as `/e/*` or `/things/:id` takes. */
function expressionOf({ pattern }: Route): RegExp {
  const steps = pattern.split("/").map(step => {
    if (step === "*") return ".*";
    return step.startsWith(":") ? "[^/]+" : RegExp.escape(step);
  });
  return new RegExp(`^${steps.join("/")}$`);
}
