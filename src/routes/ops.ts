import { Elysia } from "elysia";
import { version } from "../edition/program.ts";
import { HttpError } from "../http/http-error.ts";
import type { Origin } from "../publication/stage.ts";
import type { Services } from "../services.ts";
import { securityTxt } from "./security-txt.ts";

const noStore = { "cache-control": "no-store" };
const plain = { ...noStore, "content-type": "text/plain; charset=utf-8" };

/** What operators and the stack ask an instance: is it alive, does it want visitors, how is it doing. */
export function ops({ archive, config, editions, lifecycle, metrics, share, stage }: Services) {
  return new Elysia()
    .get("/health", () =>
      Response.json(
        {
          status: lifecycle.state === "ready" ? "ok" : lifecycle.state,
          version,
          edition: editions.current?.id ?? null,
          serves: inWords(stage.origin),
          archive: archive.state,
          redis: share.state,
          uptime: Math.round(process.uptime() * 1000) / 1000,
        },
        { headers: noStore },
      ),
    )
    .get("/livez", () => new Response("ok\n", { headers: plain }))
    .get("/readyz", () => {
      const isReady = lifecycle.state === "ready";
      return new Response(`${lifecycle.state}\n`, { status: isReady ? 200 : 503, headers: plain });
    })
    .get("/metrics", async () => {
      const text = await metrics.registry.metrics();
      return new Response(text, { headers: { ...noStore, "content-type": metrics.registry.contentType } });
    })
    .get("/.well-known/security.txt", () => {
      if (!config.securityContact) throw new HttpError(404, "no security contact is configured");
      return new Response(securityTxt(config.securityContact, config.siteUrl), { headers: plain });
    });
}

function inWords(origin: Origin | undefined): string | null {
  return origin?.from === "archive" ? `edition ${origin.edition}` : (origin?.from ?? null);
}
