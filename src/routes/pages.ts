import { Elysia } from "elysia";
import type { Services } from "../services.ts";
import { serve } from "./serve.ts";

/** The page, and what crawlers read to find it. */
export function pages({ editions }: Pick<Services, "editions">) {
  return new Elysia()
    .get("/", serve(editions))
    .get("/robots.txt", serve(editions))
    .get("/sitemap.xml", serve(editions));
}
