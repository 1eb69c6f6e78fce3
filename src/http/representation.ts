import type { Encoding } from "./encoding.ts";

/** One content coding of a representation: its bytes and the headers that only it has. */
export interface Encoded {
  body: Uint8Array<ArrayBuffer>;
  etag: string;
}

/**
 * The bytes of one format in one language (RFC 9110, section 3.2), made once and answered many times: each encoding
 * with a strong ETag of its own, as they are different bytes.
 */
export interface Representation {
  mediaType: string;
  cacheControl: string;
  /** Whether its address answers with other media types too, by `Accept`. */
  isNegotiated?: boolean;
  /** Further headers, such as `Content-Disposition`. */
  headers?: Record<string, string>;
  /** Identity is always there; what is compressed already, such as a photo, has no other. */
  encoded: { identity: Encoded } & Partial<Record<Encoding, Encoded>>;
}
