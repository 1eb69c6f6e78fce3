import { type Fetch, finish } from "./fetch.ts";

/**
 * The security headers of every response, errors and 304 included (OWASP HTTP Headers Cheat Sheet). The policy starts from
 * nothing: no script, no frame, no form, no other host. What stands in a page itself is allowed by its hash.
 *
 * @param styles sources of the stylesheets, from `sourceHash`
 * @param scripts those of the scripts
 */
export function securityHeaders({
  https,
  styles = [],
  scripts = [],
}: {
  https: boolean;
  styles?: readonly string[];
  scripts?: readonly string[];
}): [string, string][] {
  return [
    ["content-security-policy", contentSecurityPolicy(styles, scripts)],
    ["cross-origin-embedder-policy", "require-corp"],
    ["cross-origin-opener-policy", "same-origin"],
    ["cross-origin-resource-policy", "same-origin"],
    ["permissions-policy", permissionsPolicy],
    ["referrer-policy", "no-referrer"],
    ["x-content-type-options", "nosniff"],
    ...(https ? [hsts] : []),
  ];
}

/** A source for `style-src` or `script-src`: `'sha256-…'` of the exact text between the tags (CSP Level 3). */
export function sourceHash(text: string): string {
  return `'sha256-${new Bun.CryptoHasher("sha256").update(text).digest("base64")}'`;
}

function contentSecurityPolicy(styles: readonly string[], scripts: readonly string[]): string {
  return [
    "default-src 'none'",
    ...(styles.length > 0 ? [`style-src ${styles.join(" ")}`] : []),
    ...(scripts.length > 0 ? [`script-src ${scripts.join(" ")}`] : []),
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

// Two years (RFC 6797), for https only: a browser ignores it on http. Not for subdomains, which may belong to something else.
const hsts: [string, string] = ["strict-transport-security", "max-age=63072000"];

// What a résumé has no use for, named so that nothing embedded could have it either.
const permissionsPolicy = [
  "accelerometer",
  "autoplay",
  "browsing-topics",
  "camera",
  "display-capture",
  "fullscreen",
  "geolocation",
  "gyroscope",
  "hid",
  "identity-credentials-get",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "publickey-credentials-get",
  "serial",
  "usb",
  "xr-spatial-tracking",
]
  .map(feature => `${feature}=()`)
  .join(", ");

/**
 * Puts the security headers on every response of the program. What was prepared with them goes through as it is.
 *
 * @param headers those of this moment: the policy changes with a publication
 */
export function secure(fetch: Fetch, headers: () => [string, string][]): Fetch {
  const dress = (response: Response) => {
    if (response.headers.has("content-security-policy")) return response;
    for (const [name, value] of headers()) response.headers.set(name, value);
    return response;
  };
  return request => finish(fetch(request), dress);
}
