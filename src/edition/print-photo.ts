import sharp, { type OutputInfo, type Sharp } from "sharp";
import type { SitePhoto } from "../formats/format.ts";
import { messageOf } from "../message-of.ts";
import type { Photo } from "./photo.ts";

/** Three pixels for each of the 96 that it has on the page, and 300 to the inch in 25 mm of paper, which needs 296. */
const side = 320;

/** What a picture may say of itself and still be read: 64 megapixels, more than a phone's camera has by itself. */
const maxPixels = 64_000_000;

/** How much of what is cut off a tall picture is above: faces are near the top. */
const above = 0.1;

const printed = new Map<string, Promise<SitePhoto>>();

/**
 * Makes what is served of a photo: upright, a square, small, in sRGB, and with nothing in it but the picture. The same photo gives the
 * same bytes, and is made once in a process, however many versions of the résumé show it.
 *
 * @throws Error that says, for the owner, why it cannot be read
 */
export function printPhoto(photo: Photo): Promise<SitePhoto> {
  const pictures = printed.get(photo.path) ?? draw(photo);
  printed.set(photo.path, pictures);
  return pictures;
}

async function draw({ path, bytes }: Photo): Promise<SitePhoto> {
  // An AVIF differs by the number of threads that wrote it.
  sharp.concurrency(1);
  const square = cut(await shrink(bytes));
  const [avif, webp, jpeg] = await Promise.all([
    // The default effort takes eight times as long, for a tenth less.
    square.clone().avif({ quality: 60, effort: 2 }).toBuffer(),
    square.clone().webp({ quality: 80, smartSubsample: true }).toBuffer(),
    square.clone().jpeg({ quality: 82, mozjpeg: true }).toBuffer(),
  ]);
  const picture = (kind: string, bytes: Buffer, extension = kind) => ({
    path: path.replace(/\.jpg$/, `.${extension}`),
    mediaType: `image/${kind}`,
    bytes: new Uint8Array(bytes),
  });
  return { ...picture("jpeg", jpeg, "jpg"), others: [picture("avif", avif), picture("webp", webp)] };
}

interface Pixels {
  data: Buffer;
  info: OutputInfo;
}

/** The whole picture as pixels, with a shorter side of `side`; what is transparent is white. */
async function shrink(bytes: Uint8Array): Promise<Pixels> {
  try {
    return await sharp(bytes, { autoOrient: true, failOn: "error", limitInputPixels: maxPixels })
      .resize({ width: side, height: side, fit: "outside", withoutEnlargement: true })
      .flatten({ background: "white" })
      .timeout({ seconds: 20 })
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
  } catch (error) {
    throw new Error(`Cannot read the photo: ${reasonOf(error)}`);
  }
}

/** A square of it: the middle of a wide picture, the upper part of a tall one. */
function cut({ data, info: { width, height, channels } }: Pixels): Sharp {
  const size = Math.min(width, height);
  return sharp(data, { raw: { width, height, channels } }).extract({
    left: Math.round((width - size) / 2),
    top: Math.round((height - size) * above),
    width: size,
    height: size,
  });
}

/** The library's words, which are one line for each thing that it tried. */
function reasonOf(error: unknown): string {
  const [line = ""] = messageOf(error).split("\n");
  return /pixel limit/.test(line) ? `it has more than ${maxPixels / 1e6} million pixels` : line;
}
