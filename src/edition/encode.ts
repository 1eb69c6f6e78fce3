import { promisify } from "node:util";
import { brotliCompress, gzip, constants as zlib } from "node:zlib";
import { strongEtag } from "../http/etag.ts";
import type { Encoded, Representation } from "../http/representation.ts";

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** Above this, Brotli's last two levels cost seconds for a few percent. */
const slowestBrotliBytes = 1024 * 1024;

/**
 * Encodes a text once, so that no visitor waits for it: Brotli 11, gzip 9 and identity, each with its own ETag. The slow work
 * runs on other threads.
 */
export async function encodeText(text: string): Promise<Representation["encoded"]> {
  const bytes = new TextEncoder().encode(text);
  const quality = bytes.byteLength > slowestBrotliBytes ? 9 : zlib.BROTLI_MAX_QUALITY;
  const [br, gz] = await Promise.all([
    compressBrotli(bytes, {
      params: {
        [zlib.BROTLI_PARAM_MODE]: zlib.BROTLI_MODE_TEXT,
        [zlib.BROTLI_PARAM_QUALITY]: quality,
        [zlib.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
      },
    }),
    compressGzip(bytes, { level: zlib.Z_BEST_COMPRESSION }),
  ]);
  return { br: encoded(br), gzip: encoded(gz), identity: encoded(bytes) };
}

/** What is compressed already, such as a photo, or hardly asked for, is only served as it is. */
export function encodeBinary(bytes: Uint8Array): Representation["encoded"] {
  return { identity: encoded(bytes) };
}

function encoded(bytes: Uint8Array): Encoded {
  // A copy of its own: a pooled buffer would keep its neighbours alive as long as the edition lives.
  const body = new Uint8Array(bytes);
  return { body, etag: strongEtag(body) };
}
