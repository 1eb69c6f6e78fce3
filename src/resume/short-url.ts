/** A web address as people write it: without its scheme, `www.` or a slash at its end. */
export function shortUrl(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");
}
