/** Servers that speak like an instance, or like none should. */
import { createServer, type Socket } from "node:net";

export interface StandIn extends Disposable {
  /** `host:port`. */
  address: string;
  /** `METHOD path` of each request that a visitor's edge passed on, in order; health checks not counted. */
  requests: string[];
  /** Their headers. */
  headers: Headers[];
  stop(): void;
}

type Answer = (request: Request, path: string) => Response | Promise<Response>;

/** A healthy instance that gives each request `answer`. By default a cacheable page that names its path. */
export function standIn(answer: Answer = page, port = 0): StandIn {
  const requests: string[] = [];
  const headers: Headers[] = [];
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port,
    idleTimeout: 75,
    fetch(request) {
      const { pathname, search } = new URL(request.url);
      if (pathname === "/readyz") return new Response("ready\n");
      requests.push(`${request.method} ${pathname}${search}`);
      headers.push(request.headers);
      return answer(request, pathname);
    },
  });
  const stop = () => void server.stop(true);
  return { address: `127.0.0.1:${server.port}`, requests, headers, stop, [Symbol.dispose]: stop };
}

/** What an instance says of a page: to be asked for each time by browsers, and every five seconds by the edge. */
export const pageCacheControl = "public, max-age=0, s-maxage=5, must-revalidate";

/** A page in the encoding asked for; its body says which one that is. */
function page(request: Request, path: string): Response {
  const encoding = request.headers.get("accept-encoding") ?? "identity";
  return new Response(`${path} ${encoding}`, {
    headers: {
      "cache-control": pageCacheControl,
      vary: "Accept-Encoding",
      "x-encoding": encoding,
      server: "Stand-In",
    },
  });
}

/** A server of bare sockets: says it is ready, and leaves every other request to `misbehave`. */
export async function rawStandIn(misbehave: (socket: Socket, head: string) => void): Promise<StandIn> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", data => {
      const head = data.toString("latin1");
      if (head.startsWith("GET /readyz")) return socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      requests.push(head.slice(0, head.indexOf(" HTTP/")));
      return misbehave(socket, head);
    });
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const stop = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { address: `127.0.0.1:${port}`, requests, headers: [], stop, [Symbol.dispose]: stop };
}
