/** A short name for some content: 16 hexadecimal digits (64 bits) of its SHA-256. Parts are told apart by their lengths. */
export function fingerprint(...parts: (string | Uint8Array)[]): string {
  const hasher = new Bun.CryptoHasher("sha256");
  for (const part of parts) hasher.update(`${part.length}:`).update(part);
  return hasher.digest("hex").slice(0, 16);
}
