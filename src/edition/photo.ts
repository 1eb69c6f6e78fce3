import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { fingerprint } from "./fingerprint.ts";

export interface Photo {
  /** Where it is served, with a fingerprint of its bytes. */
  path: string;
  mediaType: string;
  bytes: Uint8Array;
}

/** A picture of a face that is larger was never prepared for the web. */
const maxBytes = 5 * 1024 * 1024;

/** Told by the first bytes: what a file is called proves nothing. */
const kinds = [
  { extension: "jpg", mediaType: "image/jpeg", signature: /^\xff\xd8\xff/ },
  { extension: "png", mediaType: "image/png", signature: /^\x89PNG/ },
  { extension: "gif", mediaType: "image/gif", signature: /^GIF8[79]a/ },
  { extension: "webp", mediaType: "image/webp", signature: /^RIFF.{4}WEBP/s },
  { extension: "avif", mediaType: "image/avif", signature: /^.{4}ftypavi[fs]/s },
];

/**
 * Fetches the résumé's photo: a file beside it, or a `data:` URI. One on another host is not fetched, and not shown: the page
 * asks no other host for anything.
 *
 * @param image `basics.image`
 * @param folder where the résumé lies
 * @returns the photo, or why there is none
 */
export async function readPhoto(
  image: string | undefined,
  folder: string,
): Promise<{ photo?: Photo; warning?: string }> {
  if (image === undefined || /^https?:/i.test(image)) return {};
  try {
    const photo = identify(await readBytes(image, folder));
    return { photo, ...(hasMetadata(photo.bytes) && { warning: metadataWarning }) };
  } catch (error) {
    return { warning: `The page has no photo: ${explain(error, image)}` };
  }
}

const metadataWarning =
  "The photo carries EXIF data, which may tell where it was taken, and is served as it is: remove it from the picture first";

/** EXIF in JPEG, PNG or WebP, which cameras write the place into. It stands near the start, or in a chunk of that name. */
function hasMetadata(bytes: Uint8Array): boolean {
  return /Exif\0\0|eXIf|EXIF/.test(Buffer.from(bytes).toString("latin1"));
}

function explain(error: unknown, image: string): string {
  if (!(error instanceof Error)) return String(error);
  const isMissing = "code" in error && error.code === "ENOENT";
  return isMissing ? `there is no ${image} beside the résumé` : error.message;
}

async function readBytes(image: string, folder: string): Promise<Uint8Array> {
  const data = /^data:[^,]*;base64,(.*)$/is.exec(image)?.[1];
  if (data !== undefined) return new Uint8Array(Buffer.from(data, "base64"));
  const path = resolve(folder, image);
  const { size } = await regularFile(path);
  if (size > maxBytes) throw new RangeError(`it has ${size} bytes, and at most ${maxBytes} are served`);
  return new Uint8Array(await readFile(path));
}

/** A pipe named like a picture would be waited for without end. */
async function regularFile(path: string): Promise<{ size: number }> {
  const file = await stat(path);
  if (file.isFile()) return file;
  throw new TypeError("basics.image must be a file");
}

function identify(bytes: Uint8Array): Photo {
  const start = Buffer.from(bytes.subarray(0, 16)).toString("latin1");
  const kind = kinds.find(({ signature }) => signature.test(start));
  if (!kind) throw new TypeError("basics.image must be a JPEG, PNG, GIF, WebP or AVIF picture");
  return {
    path: `/assets/photo.${fingerprint(bytes)}.${kind.extension}`,
    mediaType: kind.mediaType,
    bytes,
  };
}
