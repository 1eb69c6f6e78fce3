import { staticPlugin } from "@elysiajs/static";
import { Elysia } from "elysia";
import type { Services } from "../services.ts";
import { serve } from "./serve.ts";

/**
 * What pages are made of, under fingerprinted addresses, from the edition; and the owner's own files, as they are. Those are found
 * once, at the start, hidden ones left out. They carry no ETag, since the plugin would write it unquoted (RFC 9110, section 8.8.3).
 */
export async function assets({ config, editions }: Pick<Services, "config" | "editions">) {
  const ownFiles = await staticPlugin({
    assets: config.publicFolder,
    prefix: "/",
    alwaysStatic: true,
    etag: false,
    indexHTML: false,
    headers: { "cache-control": "public, max-age=3600" },
    silent: true,
  });
  return new Elysia().get("/assets/*", ({ request }) => serve(editions, request)).use(ownFiles);
}
