/** So that a request that got no answer can be sent again: draft-ietf-httpapi-idempotency-key-header. */
import type { AddOptions, Token } from "../../archive/archive.ts";
import type { Bundle } from "../../resume/bundle.ts";
import { preview } from "../../resume/preview.ts";
import { ApiError } from "./api-error.ts";

/**
 * The key of a publication, which is its token's own, and what tells whether it comes with the same again: method, address, and each file
 * by name and bytes. Not the body as it is: the boundary of a form is another one each time.
 */
export function idempotencyOf(
  request: Pick<Request, "headers" | "method" | "url">,
  { id }: Pick<Token, "id">,
  bundle: Bundle,
): NonNullable<AddOptions["idempotency"]> | undefined {
  const key = readKey(request);
  return key === undefined ? undefined : { key: `${id}:${key}`, digest: digestOf(request, bundle) };
}

function readKey({ headers }: Pick<Request, "headers">): string | undefined {
  const header = headers.get("idempotency-key")?.trim();
  if (header === undefined) return undefined;
  // The draft writes it in quotes, as Structured Fields do; many clients do not.
  const quoted = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/.exec(header)?.[1];
  const key = quoted === undefined ? header : quoted.replaceAll(/\\(.)/g, "$1");
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  const expected = "1 to 255 visible characters of ASCII, in quotes or not";
  throw new ApiError("bad-request", `Idempotency-Key: found ${preview(header)}, expected ${expected}.`);
}

function digestOf({ method, url }: Pick<Request, "method" | "url">, { base, files }: Bundle): string {
  const { pathname, search } = new URL(url);
  const sha256 = (bytes: Uint8Array) => new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
  const byName = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, bytes]) => [name, sha256(bytes)]);
  const all = JSON.stringify([method, pathname, search, base, byName]);
  return new Bun.CryptoHasher("sha256").update(all).digest("hex");
}
