// A server that costs as little as one can: it gives ready bytes and looks at nothing but the path. What a generator reaches
// against it is what the generator can do. Told on its standard input: the port, and each path's answer in base64.
export interface CeilingOrder {
  port: number;
  answers: Record<string, string>;
}

if (import.meta.main) {
  const { port, answers }: CeilingOrder = await Bun.stdin.json();
  const bytes = new Map(
    Object.entries(answers).map(([path, base64]) => [path, Buffer.from(base64, "base64")]),
  );
  const requestEnd = "\r\n\r\n";
  Bun.listen({
    hostname: "127.0.0.1",
    port,
    socket: {
      data(socket, chunk) {
        // A request is one packet: nobody sends part of one here.
        const [, path = ""] = chunk.toString("latin1", 0, 200).split(" ", 2);
        const answer = bytes.get(path);
        if (answer && chunk.subarray(-requestEnd.length).equals(Buffer.from(requestEnd)))
          socket.write(answer);
      },
    },
  });
}
