import { Elysia } from "elysia";
import { formats as allFormats } from "../formats/formats.ts";
import type { Services } from "../services.ts";
import { serve } from "./serve.ts";

/** The résumé in every format but the page. */
export function formats({ editions }: Pick<Services, "editions">) {
  const app = new Elysia();
  for (const { path } of allFormats) {
    if (path !== "/") app.get(path, serve(editions));
  }
  return app;
}
