import { Elysia } from "elysia";
import type { Fetch } from "./http/fetch.ts";
import { answerHead } from "./http/head.ts";
import { pathOf } from "./http/path.ts";
import { secure } from "./http/security.ts";
import { lookNow } from "./publication/follow.ts";
import { api } from "./routes/api/api.ts";
import { assets } from "./routes/assets.ts";
import { answerError, answerUnrouted } from "./routes/errors.ts";
import { ops } from "./routes/ops.ts";
import { pages } from "./routes/pages.ts";
import { createRouteTable } from "./routes/route-table.ts";
import { shares } from "./routes/shares.ts";
import type { Services } from "./services.ts";
import { sharedSources } from "./share-links/sources.ts";
import { observe } from "./telemetry/observe.ts";

export interface App {
  /** Answers a request and never throws. Web-standard, so that any runtime that speaks Request and Response can serve it. */
  fetch: Fetch;
}

/** The table of contents of everything that an instance answers. */
export async function createApp(services: Services): Promise<App> {
  const app = new Elysia({ strictPath: true })
    .onError({ as: "global" }, ({ code, error, request }) =>
      code === "NOT_FOUND"
        ? answerUnrouted(request, routes, services)
        : answerError(error, request, services),
    )
    .use(pages({ ...services, onUnknownPinned: lookNow(services) }))
    .use(shares({ ...services, ...sharedSources(services) }))
    .use(api(services))
    .use(await assets(services))
    .use(ops(services));

  const routes = createRouteTable(app.routes, services.editions);
  const routeOf = (request: Request) => routes.find(pathOf(request))?.pattern ?? "none";
  const secured = secure(
    request => app.fetch(request),
    () => services.editions.securityHeaders,
  );

  return { fetch: observe(answerHead(secured), { tally: services.metrics.tally, routeOf }) };
}
