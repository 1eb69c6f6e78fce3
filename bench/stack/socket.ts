import { connect } from "node:net";

type Where = { port: number } | { path: string };

/**
 * Says something to a server that ends the conversation itself, and returns what it answered; empty when nobody is there.
 */
export async function ask({ say, ...where }: Where & { say: string }): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket = connect({ host: "127.0.0.1", ...where });
  let answer = "";
  socket.setTimeout(1000, () => socket.destroy());
  socket.on("connect", () => socket.write(say));
  socket.on("data", data => {
    answer += data;
  });
  socket.on("error", () => {});
  socket.on("close", () => resolve(answer));
  return promise;
}
