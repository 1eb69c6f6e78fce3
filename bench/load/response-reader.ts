import type { Seen } from "./judge.ts";

export interface Reading extends Seen {
  /** Of the whole answer, its head included. */
  bytes: number;
  /** Whether the server said that it closes the connection after this answer. */
  closes: boolean;
}

const headEnd = Buffer.from("\r\n\r\n");

/** Reads answers to GET (RFC 9112) that say their length, one after the other, as the edge and the instances send them. */
export class ResponseReader {
  #received: Buffer = Buffer.alloc(0);

  /** Whether a part of an answer has come. */
  get hasPart(): boolean {
    return this.#received.byteLength > 0;
  }

  /** Takes what came in. @returns the answer once it is whole */
  read(chunk: Buffer): Reading | undefined {
    // A copy: what the socket gives is used again for what comes next.
    this.#received =
      this.#received.byteLength === 0 ? Buffer.from(chunk) : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf(headEnd);
    if (end === -1) return undefined;
    const head = this.#received.toString("latin1", 0, end + 2);
    const status = Number(head.slice(9, 12));
    const contentLength = headerOf(head, contentLengthHeader);
    const length = status === 304 ? 0 : Number(contentLength ?? 0);
    const bytes = end + headEnd.byteLength + length;
    if (this.#received.byteLength < bytes) return undefined;
    const body = this.#received.subarray(end + headEnd.byteLength, bytes);
    this.#received = this.#received.subarray(bytes);
    return {
      status,
      etag: headerOf(head, etagHeader),
      contentLength: contentLength === undefined ? undefined : Number(contentLength),
      body,
      bytes,
      closes: closeHeader.test(head),
    };
  }

  /** Forgets what has come, for a new connection. */
  reset(): void {
    this.#received = Buffer.alloc(0);
  }
}

const contentLengthHeader = /\r\ncontent-length: *(\d+)\r\n/i;
const etagHeader = /\r\netag: *([^\r]*)\r\n/i;
const closeHeader = /\r\nconnection: *close\r\n/i;

function headerOf(head: string, pattern: RegExp): string | undefined {
  return pattern.exec(head)?.[1];
}
