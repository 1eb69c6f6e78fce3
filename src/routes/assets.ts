import { staticPlugin } from "@elysiajs/static";
import { Elysia } from "elysia";
import type { Services } from "../services.ts";
import { serve } from "./serve.ts";

/** The owner's own files, at the root of the site. */
const publicFolder = new URL("../../assets/public", import.meta.url).pathname;

/**
 * What pages are made of, under fingerprinted addresses, from the edition; and the owner's own files as they are. Those are
 * found once, at the start. Their ETags are ours to leave out: the plugin writes them unquoted.
 */
export async function assets({ editions }: Pick<Services, "editions">) {
  const ownFiles = await staticPlugin({
    assets: publicFolder,
    prefix: "/",
    alwaysStatic: true,
    etag: false,
    indexHTML: false,
    headers: { "cache-control": "public, max-age=3600" },
    ignorePatterns: [/\/\.(?!well-known)/, /README\.md$/],
    silent: true,
  });
  return new Elysia().get("/assets/*", ({ request }) => serve(editions, request)).use(ownFiles);
}
