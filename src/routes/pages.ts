import { Elysia } from "elysia";
import type { Services } from "../services.ts";
import { serve } from "./serve.ts";

/** Everything that the current edition holds: the page and its formats, in each language and variant, and what they are made of. */
export function pages({ editions }: Pick<Services, "editions">) {
  return new Elysia().get("/", serve(editions)).get("/*", serve(editions));
}
