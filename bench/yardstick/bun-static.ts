// The least that Bun can do for a page: `bun bun-static.ts PORT FILE`, with the page in gzip in FILE.
import { readFileSync } from "node:fs";

const [port = "", file = ""] = process.argv.slice(2);

Bun.serve({
  hostname: "127.0.0.1",
  port: Number(port),
  development: false,
  idleTimeout: 75,
  routes: {
    "/": new Response(readFileSync(file), {
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-encoding": "gzip",
        vary: "Accept-Encoding",
      },
    }),
  },
});
