/** HTTP/1.1 as bytes on a socket: what a client library would mend or hide is seen as it is. */
import { connect } from "node:net";

export interface RawResponse {
  status: number;
  /** Names in lowercase; a name that comes twice is joined with a comma. */
  headers: Map<string, string>;
  body: Buffer;
  /** Status line, headers and body: what crossed the wire. */
  sizeBytes: number;
}

export interface RawRequest {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
}

/**
 * Sends requests one after the other on one connection, and reads exactly the answers that they must get: a response that is
 * framed wrong makes the next one unreadable.
 *
 * @throws {Error} when the connection ends early, or bytes are left over
 */
export async function exchange(port: number, requests: readonly RawRequest[]): Promise<RawResponse[]> {
  const socket = connect(port, "127.0.0.1");
  const reader = socket[Symbol.asyncIterator]();
  const state = { buffer: Buffer.alloc(0) };
  const more = async () => {
    const { value, done } = await reader.next();
    if (done)
      throw new Error(
        `Connection ended after ${JSON.stringify(state.buffer.toString("latin1").slice(0, 200))}`,
      );
    state.buffer = Buffer.concat([state.buffer, value]);
  };
  const responses: RawResponse[] = [];
  for (const request of requests) {
    socket.write(format(request));
    responses.push(await readResponse(state, more, request.method ?? "GET"));
  }
  if (state.buffer.length > 0)
    throw new Error(`Bytes after the last response: ${state.buffer.toString("latin1")}`);
  socket.destroy();
  return responses;
}

function format({ method = "GET", path = "/", headers = {} }: RawRequest): string {
  const lines = Object.entries({ host: "localhost", ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return `${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n`;
}

async function readResponse(
  state: { buffer: Buffer },
  more: () => Promise<void>,
  method: string,
): Promise<RawResponse> {
  while (!state.buffer.includes("\r\n\r\n")) await more();
  const headSize = state.buffer.indexOf("\r\n\r\n") + 4;
  const [statusLine = "", ...lines] = state.buffer
    .subarray(0, headSize)
    .toString("latin1")
    .trim()
    .split("\r\n");
  const status = Number(statusLine.split(" ")[1]);
  const headers = parseHeaders(lines);
  const hasBody = method !== "HEAD" && status !== 304 && status !== 204;
  const bodySize = hasBody ? Number(headers.get("content-length") ?? Number.NaN) : 0;
  if (Number.isNaN(bodySize)) throw new Error("No Content-Length: every response here has one");
  while (state.buffer.length < headSize + bodySize) await more();
  const body = state.buffer.subarray(headSize, headSize + bodySize);
  state.buffer = state.buffer.subarray(headSize + bodySize);
  return { status, headers, body, sizeBytes: headSize + bodySize };
}

function parseHeaders(lines: string[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, name = "", value = ""] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    const known = headers.get(name.toLowerCase());
    headers.set(name.toLowerCase(), known === undefined ? value : `${known}, ${value}`);
  }
  return headers;
}
