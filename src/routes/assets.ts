import { staticPlugin } from "@elysiajs/static";
import { Elysia } from "elysia";
import type { Services } from "../services.ts";

/** The owner's own files, as they are. */
export async function assets({ config }: Pick<Services, "config">) {
  const app = new Elysia();
  const files = await findFiles(config.publicFolder);
  for (const { path } of files.routes) {
    const { type } = Bun.file(path);
    app.get(path, async ({ request }) => redress(await files.fetch(request), type));
  }
  return app;
}

/** The plugin finds the files once, at the start; hidden ones stay unseen. */
async function findFiles(folder: string) {
  return staticPlugin({
    assets: folder,
    prefix: "/",
    alwaysStatic: true,
    etag: false,
    indexHTML: false,
    silent: true,
  });
}

/** The plugin's headers are not sent on: its ETag is unquoted, and HTML files come with a Content-Range (RFC 9110). */
function redress({ body }: Response, mediaType: string): Response {
  return new Response(body, {
    headers: { "content-type": mediaType, "cache-control": "public, max-age=3600" },
  });
}
