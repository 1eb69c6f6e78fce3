/** Bytes over a socket, for what a client library is too polite to send, and for what it does not tell. */
import { connect, type Socket } from "node:net";

export interface Wire extends Disposable {
  send(text: string): void;
  /** Everything received so far. */
  text(): string;
  /** The status of each response so far. */
  statuses(): number[];
  isClosed(): boolean;
  /** Waits until this many responses have begun, the connection has closed, or the time is over. */
  responses(count: number, deadlineMs?: number): Promise<number[]>;
  closed(deadlineMs?: number): Promise<boolean>;
}

/** Opens a connection to a port of this machine. */
export async function openWire(port: number): Promise<Wire> {
  const socket = await open(port);
  let text = "";
  let isClosed = false;
  socket.on("data", chunk => {
    text += chunk.toString("latin1");
  });
  socket.on("error", () => {});
  socket.on("close", () => {
    isClosed = true;
  });
  const statuses = () => [...text.matchAll(/HTTP\/1\.[01] (\d{3}) /g)].map(([, status]) => Number(status));
  const wait = async (test: () => boolean, deadlineMs: number) => {
    for (const deadline = Date.now() + deadlineMs; !test() && Date.now() < deadline; ) await Bun.sleep(5);
    return test();
  };
  return {
    send: data => void socket.write(Buffer.from(data, "latin1")),
    text: () => text,
    statuses,
    isClosed: () => isClosed,
    responses: async (count, deadlineMs = 3000) => {
      await wait(() => isClosed || statuses().length >= count, deadlineMs);
      return statuses();
    },
    closed: (deadlineMs = 3000) => wait(() => isClosed, deadlineMs),
    [Symbol.dispose]: () => socket.destroy(),
  };
}

function open(port: number): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket = connect(port, "127.0.0.1", () => {
    socket.off("error", reject);
    resolve(socket);
  });
  socket.once("error", reject);
  return promise;
}
