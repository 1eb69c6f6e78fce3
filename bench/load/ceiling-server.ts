// A server that costs as little as one can: it gives ready bytes and looks at nothing but the path. What a generator reaches
// against it is what the generator can do. Its argument is a file that holds a CeilingOrder.
export interface CeilingOrder {
  port: number;
  /** Each path's whole answer, head included, in base64. */
  answers: Record<string, string>;
}

const ready = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";

if (import.meta.main) {
  const { port, answers }: CeilingOrder = await Bun.file(process.argv[2] ?? "").json();
  const answerOf = new Map(
    Object.entries(answers).map(([path, base64]) => [path, Buffer.from(base64, "base64")]),
  );
  answerOf.set("/ready", Buffer.from(ready));
  Bun.listen({
    hostname: "127.0.0.1",
    port,
    socket: {
      data(socket, chunk) {
        // A request is one packet here, and there is one at a time.
        const [, path = ""] = chunk.toString("latin1", 0, 200).split(" ", 2);
        const answer = answerOf.get(path);
        if (answer) socket.write(answer);
      },
    },
  });
}
