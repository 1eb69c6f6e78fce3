import { messageOf } from "../message-of.ts";
import type { Folder } from "../resume/folder.ts";
import { fingerprint } from "./fingerprint.ts";

/** A photo as its owner has it: print-photo.ts makes what is served of it. */
export interface Photo {
  /** Where the JPEG made of it is served, with a fingerprint of these bytes and of what is made of them: known before the picture is. */
  path: string;
  bytes: Uint8Array;
}

/** JPEG, PNG, GIF, WebP and AVIF, told by their first bytes: what a file is called proves nothing. */
const readable = [
  /^\xff\xd8\xff/,
  /^\x89PNG/,
  /^GIF8[79]a/,
  /^RIFF.{4}WEBP/s,
  // Its brand may stand among the compatible ones, behind that of pictures of any coding.
  /^.{4}ftyp.{0,40}avi[fs]/s,
];

/** What a phone or a designer has instead. */
const unreadable = [
  { name: "HEIC", signature: /^.{4}ftyp(?:hei|hev|mif1)/s },
  { name: "SVG", signature: /^\s*(?:<\?xml|<!--|<!DOCTYPE svg|<svg)/i },
];

/** How print-photo.ts makes a picture. Another way is another name: what has an address once is kept there for a year. */
const making = "square 320, upper part";

/**
 * Fetches the résumé's photo: a file beside it, or a `data:` URI. One on another host is not fetched, and not shown: the page
 * asks no other host for anything. It is not decoded here.
 *
 * @param image `basics.image`
 * @param folder where a picture lies that is no address
 * @returns the photo, or why there is none
 */
export async function readPhoto(
  image: string | undefined,
  folder: Pick<Folder, "readPicture">,
): Promise<{ photo?: Photo; warning?: string }> {
  if (image === undefined || /^https?:/i.test(image)) return {};
  try {
    const bytes = await readBytes(image, folder);
    identify(bytes);
    return { photo: { path: `/assets/photo.${fingerprint(making, bytes)}.jpg`, bytes } };
  } catch (error) {
    return { warning: `The page has no photo: ${messageOf(error)}` };
  }
}

async function readBytes(image: string, folder: Pick<Folder, "readPicture">): Promise<Uint8Array> {
  const data = /^data:[^,]*;base64,(.*)$/is.exec(image)?.[1];
  return data === undefined ? folder.readPicture(image) : new Uint8Array(Buffer.from(data, "base64"));
}

/** @throws TypeError where the bytes are no picture that can be read */
function identify(bytes: Uint8Array): void {
  const start = Buffer.from(bytes.subarray(0, 64)).toString("latin1");
  if (readable.some(signature => signature.test(start))) return;
  const kind = unreadable.find(({ signature }) => signature.test(start));
  const found = kind ? `, and it is ${kind.name}: save it as JPEG or PNG` : "";
  throw new TypeError(`basics.image must be a JPEG, PNG, GIF, WebP or AVIF picture${found}`);
}
