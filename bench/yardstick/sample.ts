/** One answer of a server: what every other one of the same server is like. */
export interface Sample {
  headers: Headers;
  body: Uint8Array;
  /** Of the whole answer over HTTP/1.1: status line, headers and body. */
  bytes: number;
}

type Encoding = "gzip" | "identity";

/**
 * Asks once for a page.
 *
 * @throws {Error} where the answer is not 200, or not in the encoding that was asked for
 */
export async function takeSample(url: string, encoding: Encoding): Promise<Sample> {
  const response = await fetch(url, {
    headers: { "accept-encoding": encoding },
    decompress: false,
    keepalive: false,
  });
  const body = await response.bytes();
  const sent = response.headers.get("content-encoding") ?? "identity";
  if (response.status !== 200 || sent !== encoding)
    throw new Error(
      `Cannot take ${url} for a sample: got ${response.status}, ${sent} instead of ${encoding}`,
    );
  return { headers: response.headers, body, bytes: headBytes(response.headers) + body.byteLength };
}

function headBytes(headers: Headers): number {
  const lines = [
    "HTTP/1.1 200 OK",
    ...Object.entries(headers.toJSON()).map(([name, value]) => `${name}: ${value}`),
    "",
  ];
  return lines.reduce((sum, line) => sum + line.length + 2, 0);
}
