import { Elysia } from "elysia";
import type { Services } from "../services.ts";
import { type PinnedParts, pinnedHandlers } from "./pinned.ts";
import { serve } from "./serve.ts";

/** Everything that the current edition holds: the page and its formats, in each language and variant, and what they are made of. */
export function pages(parts: Pick<Services, "editions"> & PinnedParts) {
  const { editions } = parts;
  const { servePinned, serveAsset } = pinnedHandlers(parts);
  return new Elysia()
    .get("/", serve(editions))
    .get("/*", serve(editions))
    .get("/e/*", servePinned)
    .get("/assets/*", serveAsset);
}
