/** A strong, quoted entity tag (RFC 9110, section 8.8.3): 128 bits of SHA-256 of the bytes, in base64url. */
export function strongEtag(bytes: Uint8Array): string {
  const digest = new Bun.CryptoHasher("sha256").update(bytes).digest();
  return `"${digest.subarray(0, 16).toString("base64url")}"`;
}

/**
 * Tells whether an `If-None-Match` matches `etag`, by the weak comparison that RFC 9110, section 13.1.2 asks for:
 * one tag, a list of them, weak ones (`W/"…"`), or `*`.
 */
export function matchesEtag({ headers }: Pick<Request, "headers">, etag: string): boolean {
  const header = headers.get("if-none-match");
  if (header === null) return false;
  if (header === etag) return true;
  if (header.trim() === "*") return true;
  return Array.from(header.matchAll(entityTag), ([, opaque]) => opaque).includes(etag);
}

// A tag may hold a comma, so the list cannot be split at commas.
const entityTag = /(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g;
