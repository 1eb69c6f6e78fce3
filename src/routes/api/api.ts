import { Elysia } from "elysia";
import { noStore } from "./answer.ts";
import { authorized } from "./authorized.ts";
import { describe } from "./describe.ts";
import { writeDocument } from "./document.ts";
import { editions } from "./editions.ts";
import { publishing } from "./publishing.ts";
import type { ApiServices } from "./services.ts";
import { shares } from "./shares.ts";

/** What owners publish and share through: all of it asks for a token, and its document for none. */
export function api(services: ApiServices) {
  const owned = authorized(services.archive);
  const routes = new Elysia({ prefix: "/api/v1" })
    .get(
      "/openapi.json",
      async () => {
        document ??= writeDocument(routes);
        return new Response(await document, { headers: { ...noStore, "content-type": "application/json" } });
      },
      { detail: about },
    )
    .use(editions(services, owned))
    .use(publishing(services, owned))
    .use(shares(services, owned));
  let document: Promise<string> | undefined;
  return routes;
}

const about = describe({
  tag: "About",
  summary: "This document",
  answers: { 200: { description: "OpenAPI 3.1.", mediaType: "application/json" } },
  isPublic: true,
});
