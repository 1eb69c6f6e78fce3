/** Sites that do something wrong, for the bench to find out. */
/** What a fake site does with a request instead of answering it as it should; undefined where it does as it should. */
export type Mischief = (
  number: number,
  request: Request,
) => Response | Promise<Response | undefined> | undefined;

const body = "a page".repeat(1000);
export const etag = '"right"';

/** The answer that is right for every path but /health. */
export function rightAnswer(changes: { body?: string; etag?: string } = {}): Response {
  return new Response(changes.body ?? body, { headers: { etag: changes.etag ?? etag } });
}

/** The right length, with other bytes. */
export const otherBytes = "b page".repeat(1000);

/** The addresses of users who are measured. */
const measured = /^10\.1\./;

/**
 * A site that answers as Vitae does, except where it is told otherwise.
 *
 * @param mischief is asked about each request that is measured: not of those that learn what is right, or warm the site up
 */
export function fakeSite(mischief: Mischief = () => undefined) {
  let number = 0;
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    async fetch(request) {
      const isMeasured = measured.test(request.headers.get("x-forwarded-for") ?? "");
      return (isMeasured && (await mischief(number++, request))) || answer(request);
    },
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    [Symbol.dispose]: () => void server.stop(true),
  };
}

function answer(request: Request): Response {
  if (request.headers.get("if-none-match") === etag)
    return new Response(null, { status: 304, headers: { etag } });
  if (new URL(request.url).pathname === "/health") return new Response('{"status":"ok","version":"1"}');
  return rightAnswer();
}

/** A site that ends each hundredth request's connection in the middle of its answer, or before it. */
export function breakingSite() {
  let number = 0;
  const head = `HTTP/1.1 200 OK\r\netag: ${etag}\r\ncontent-length: ${body.length}\r\n\r\n`;
  const listener = Bun.listen({
    hostname: "127.0.0.1",
    port: 0,
    socket: {
      data(socket, request) {
        if (/^x-forwarded-for: 10\.1\./im.test(request.toString("latin1"))) number++;
        else return void socket.write(head + body);
        if (number % 100 !== 0) return void socket.write(head + body);
        if (number % 200 === 0) socket.write(head + body.slice(0, 100));
        socket.end();
      },
    },
  });
  return { url: `http://127.0.0.1:${listener.port}`, [Symbol.dispose]: () => listener.stop(true) };
}
