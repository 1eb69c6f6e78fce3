import { changed, type Outcome } from "./outcome.ts";
import { isScript, readUrl } from "./urls.ts";

const expected = "an image: a file beside the résumé such as photo.jpg, or a web address";
const inline = /^data:image\/(?:png|jpeg|webp|avif|gif);base64,[A-Za-z0-9+/]+={0,2}$/;
const file = /\.(?:png|jpe?g|webp|avif|gif)$/i;

/**
 * Reads the address of a photo: a file in the résumé's folder or below it, an image in a `data:` URI, or a web address.
 * Nothing else can be named, so that no other file is ever published.
 */
export function readImage(text: string): Outcome {
  const address = text.trim();
  if (inline.test(address)) return changed(text, address, "an address has no space around it");
  if (isScript(address))
    return { leftOut: "of data: only images in PNG, JPEG, WebP, AVIF or GIF are safe to show" };
  if (isFile(address))
    return isInside(address) ? changed(text, address, "a file name has no space around it") : outside;
  const outcome = readUrl(text);
  if ("expected" in outcome) return { expected };
  if ("value" in outcome && !/^https?:/i.test(outcome.value)) return { leftOut: "it is no image" };
  return outcome;
}

const outside: Outcome = { leftOut: "only a file in the résumé's own folder, or below it, is published" };

/** A path and no address: no scheme, no `//`, and no domain before the first slash. */
function isFile(address: string): boolean {
  if (!file.test(address) || address.startsWith("//")) return false;
  const [first = "", ...rest] = address.split("/");
  if (/^[a-z][a-z0-9+.-]+:/i.test(first)) return false;
  return rest.length === 0 || !/^[^.].*\.[a-z]{2,}(:\d+)?$/i.test(first);
}

function isInside(path: string): boolean {
  if (/^[/\\]|^[a-z]:|[\\%?#\0]/i.test(path)) return false;
  return path.split("/").every(part => part !== "..");
}
