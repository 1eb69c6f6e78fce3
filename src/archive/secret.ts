/** What is kept of a secret that is random and long: enough to know it again, and not to find it out. Hexadecimal. */
export function hash(secret: string): string {
  return new Bun.CryptoHasher("sha256").update(secret).digest("hex");
}
