import { openConnection } from "./connection.ts";
import type { Ask } from "./job.ts";
import { type Reading, ResponseReader } from "./response-reader.ts";
import { requestBytes } from "./users.ts";

export interface Exchange extends Reading {
  /** The whole answer as it came, head included. */
  raw: Buffer;
}

/** How long an answer may take, in ms. */
const deadlineMs = 10_000;

/** An address of nobody else's. */
const address = "10.0.0.1";

/**
 * One request over a connection of its own.
 *
 * @param origin scheme, host and port
 * @throws {Error} that says what did not come
 */
export function exchange(origin: string, ask: Pick<Ask, "path" | "headers">): Promise<Exchange> {
  const { promise, resolve, reject } = Promise.withResolvers<Exchange>();
  const url = new URL(origin);
  const reader = new ResponseReader();
  const chunks: Buffer[] = [];
  const fail = (why: string) => reject(new Error(`Cannot measure ${origin}${ask.path}: ${why}`));
  const timer = setTimeout(() => fail(`no answer within ${deadlineMs} ms`), deadlineMs);
  openConnection(url, {
    open: socket => void socket.write(requestBytes({ ...ask, answers: [] }, url, address)),
    data: (socket, chunk) => {
      chunks.push(Buffer.from(chunk));
      const reading = reader.read(chunk);
      if (!reading) return;
      resolve({ ...reading, raw: Buffer.concat(chunks) });
      socket.end();
    },
    close: () => fail("the connection ended before an answer had come"),
    connectError: (_, error) => fail(error.message),
  }).catch(() => {});
  return promise.finally(() => clearTimeout(timer));
}
