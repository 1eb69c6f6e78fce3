import { isEmail } from "./formats.ts";
import { changed, type Outcome } from "./outcome.ts";

const expected = "an e-mail address such as grace@example.com";

/** Reads an e-mail address. A display name, `mailto:` and spaces around it are taken off. */
export function readEmail(text: string): Outcome {
  const [, named] = /^[^<>]*<([^<>]*)>$/.exec(text.trim()) ?? [];
  const address = (named ?? text)
    .trim()
    .replace(/^mailto:/i, "")
    .trim();
  const at = address.lastIndexOf("@");
  const email = `${address.slice(0, at)}@${toAscii(address.slice(at + 1))}`;
  if (at < 1 || !isEmail(email)) return { expected };
  return changed(text, email, "an e-mail address stands alone, in the letters of RFC 5321");
}

/** A domain of other letters as DNS writes it: `münchen.de` is `xn--mnchen-3ya.de`. */
function toAscii(domain: string): string {
  if (/^[\x20-\x7E]*$/.test(domain)) return domain;
  return URL.parse(`https://${domain}`)?.hostname ?? domain;
}
