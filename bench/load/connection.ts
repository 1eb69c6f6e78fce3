/** Opens a connection to where a URL points, with TLS for https. */
export function openConnection(origin: URL, socket: Bun.SocketHandler<undefined>): Promise<unknown> {
  const hostname = origin.hostname.replace(/^\[|\]$/g, "");
  if (origin.protocol === "http:") return Bun.connect({ hostname, port: Number(origin.port || 80), socket });
  // A site that is tried out has a certificate of its own making.
  return Bun.connect({
    hostname,
    port: Number(origin.port || 443),
    tls: { rejectUnauthorized: false },
    socket,
  });
}
