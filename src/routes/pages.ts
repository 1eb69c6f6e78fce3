import { Elysia } from "elysia";
import type { Services } from "../services.ts";
import { serve } from "./serve.ts";

/** The page, and what crawlers read to find it. */
export function pages({ editions }: Pick<Services, "editions">) {
  return new Elysia()
    .get("/", ({ request }) => serve(editions, request))
    .get("/robots.txt", ({ request }) => serve(editions, request))
    .get("/sitemap.xml", ({ request }) => serve(editions, request));
}
