const dayMs = 24 * 60 * 60 * 1000;

/** Whom to tell of a vulnerability (RFC 9116). It must expire within a year: half a year after the day that it is read. */
export function securityTxt(contact: URL, siteUrl: URL | undefined, now = Date.now()): string {
  const expires = new Date((Math.floor(now / dayMs) + 183) * dayMs).toISOString();
  const canonical = siteUrl && `Canonical: ${new URL("/.well-known/security.txt", siteUrl).href}`;
  return [`Contact: ${contact.href}`, `Expires: ${expires}`, canonical, ""]
    .filter(line => line !== undefined)
    .join("\n");
}
