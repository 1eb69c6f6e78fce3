/** Reads web addresses. What leaves here satisfies the schema's format `uri` (RFC 3986) and runs nothing when opened. */
import { readEmail } from "./emails.ts";
import { isUri } from "./formats.ts";
import { changed, type Outcome } from "./outcome.ts";

const expected = "a web address such as https://example.com";
const incomplete = "a web address starts with https://";

/** A name with a dot in it, then perhaps a port and a path: `example.com/me`. */
const domain =
  /^(?:[\p{L}\p{N}][\p{L}\p{N}\p{M}_-]*\.)+\p{L}[\p{L}\p{N}\p{M}-]+\.?(?::\d{1,5})?(?:[/?#].*)?$/su;

/** Schemes that run what follows them. */
const script = /^(?:javascript|vbscript|data|livescript|mocha):/i;

/** The same after what a browser skips: space and controls before it, tabs and line breaks in it. */
export function isScript(text: string): boolean {
  return script.test(asBrowsersRead(text));
}

/** Reads a link: a complete address of http, https, mailto or tel, or one that only lacks its scheme. */
export function readUrl(text: string): Outcome {
  const address = asBrowsersRead(text);
  const scheme = schemeOf(address);
  if (scheme === undefined) return withoutScheme(text, address);
  if (scheme === "http" || scheme === "https")
    return web(text, address, "an address is written in the letters of RFC 3986");
  if (scheme === "mailto") return mail(text, address);
  if (scheme === "tel") return telephone(text, address);
  if (!script.test(address) && /\s/.test(address)) return { expected };
  return { leftOut: "a link of this kind is not safe to show; those of http, https, mailto and tel are" };
}

/** Reads an address that only names something, such as `$schema`. */
export function readUri(text: string): Outcome {
  if (isUri(text) && URL.canParse(text) && !isScript(text)) return { value: text };
  return { leftOut: "it is no complete web address" };
}

function asBrowsersRead(text: string): string {
  return text.replace(/^[\0-\x20]+|[\0-\x20]+$|[\t\n\r]/g, "");
}

/** `example.com:8080` has no scheme, though it looks like one. */
function schemeOf(address: string): string | undefined {
  if (/^[\w-]+(?:\.[\w-]+)+:\d{1,5}(?:[/?#]|$)/.test(address)) return undefined;
  return /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
}

function withoutScheme(text: string, address: string): Outcome {
  if (address.startsWith("//")) return web(text, `https:${address}`, incomplete);
  if (domain.test(address)) return web(text, `https://${address}`, incomplete);
  if (/^[^\s/@]+@[^\s/@]+$/.test(address)) return mail(text, `mailto:${address}`);
  return { expected };
}

function web(text: string, address: string, why: string): Outcome {
  const url = URL.parse(address);
  if (!url) return { expected };
  if (/^https?:\/\/[^/]/i.test(address) && isUri(address)) return changed(text, address, why);
  const encoded = `${url.origin}${encode(url.pathname)}${encode(url.search)}${encode(url.hash)}`;
  return isUri(encoded) ? { value: encoded, why } : { expected };
}

/** Encodes what WHATWG's URL lets stand and RFC 3986 does not. */
function encode(part: string): string {
  const mark = part[0] === "#" || part[0] === "?" ? part[0] : "";
  return (
    mark + part.slice(mark.length).replace(/[^\w\-.~!$&'()*+,;=:@/?%]|%(?![0-9a-f]{2})/gi, encodeURIComponent)
  );
}

function mail(text: string, address: string): Outcome {
  const [, recipient = "", query = ""] = /^mailto:([^?]*)(.*)$/is.exec(address) ?? [];
  const outcome = readEmail(decoded(recipient));
  if (!("value" in outcome)) return { expected: "mailto: and an e-mail address" };
  // RFC 6068: what has a meaning in an address of the web is encoded in one of mail.
  const encoded = `mailto:${outcome.value.replace(/[^\w\-.~!$'*+@]/g, encodeURIComponent)}${encode(query)}`;
  return isUri(encoded) ? changed(text, encoded, "mailto: is followed by an e-mail address") : { expected };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function telephone(text: string, address: string): Outcome {
  const number = address.slice("tel:".length).replace(/[\s()/]/g, "");
  if (!/^\+?[\d.-]{3,30}(;[\w=.+-]+)*$/.test(number)) return { expected: "tel: and a telephone number" };
  return changed(text, `tel:${number}`, "the number in a link has no spaces (RFC 3966)");
}
