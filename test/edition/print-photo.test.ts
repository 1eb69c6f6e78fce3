import { describe, expect, test } from "bun:test";
import sharp, { type Sharp } from "sharp";
import { printPhoto } from "../../src/edition/print-photo.ts";
import type { SitePhoto } from "../../src/formats/format.ts";

let count = 0;

async function print(picture: Sharp | Uint8Array): Promise<SitePhoto> {
  const bytes = new Uint8Array(picture instanceof Uint8Array ? picture : await picture.toBuffer());
  // A path of its own each time: what has the same is the same photo.
  return printPhoto({ path: `/assets/photo.${count++}.jpg`, bytes });
}

const bands = [
  [0xc0, 0, 0],
  [0, 0xc0, 0],
  [0, 0, 0xc0],
];

/** A picture of three bands, red, green and blue, each a third of its height. */
function banded(width: number, height: number, { pageHeight = height } = {}): Sharp {
  const pixels = Buffer.concat(bands.map(band => Buffer.alloc((width * height * 3) / 3, Buffer.from(band))));
  return sharp(pixels, { raw: { width, height, channels: 3, pageHeight } });
}

/** What a point of a picture is, as far as its neighbours in other bands and its compression leave it. */
async function colorAt({ bytes }: Pick<SitePhoto, "bytes">, x: number, y: number): Promise<string> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
  return [...data.subarray(at, at + 3)].map(value => Math.round(value / 64)).join(" ");
}

const red = "3 0 0";
const green = "0 3 0";
const white = "4 4 4";

const all = (photo: SitePhoto) => [photo, ...photo.others];

describe("a photo of a camera", () => {
  /** Lying on its side, with the place where it was taken. */
  const camera = () =>
    banded(1200, 1800)
      .rotate(270)
      .withExif({ IFD0: { Copyright: "Somebody" }, IFD3: { GPSLatitude: "51/1 30/1 3230/100" } })
      .withMetadata({ orientation: 6 })
      .withIccProfile("p3")
      .jpeg();

  test("becomes an upright square in three formats", async () => {
    const photo = await print(camera());
    expect(photo.path).toEndWith(".jpg");
    expect(all(photo).map(({ mediaType }) => mediaType)).toEqual(["image/jpeg", "image/avif", "image/webp"]);
    for (const picture of all(photo)) {
      const { width, height, format } = await sharp(picture.bytes).metadata();
      expect([width, height]).toEqual([320, 320]);
      expect(picture.mediaType).toBe(format === "heif" ? "image/avif" : `image/${format}`);
      expect(await colorAt(picture, 0.5, 0.1)).toBe(red);
    }
    const [avif, webp] = photo.others;
    expect([avif?.path, webp?.path]).toEqual([
      photo.path.replace("jpg", "avif"),
      photo.path.replace("jpg", "webp"),
    ]);
  });

  test("says nothing but the picture", async () => {
    const before = await sharp(await camera().toBuffer()).metadata();
    expect([before.orientation, before.icc, before.exif].every(Boolean)).toBe(true);
    expect(before.exif?.includes("Somebody")).toBe(true);
    for (const picture of all(await print(camera()))) {
      const { orientation, exif, icc, xmp, iptc, comments, space } = await sharp(picture.bytes).metadata();
      expect([orientation, exif, icc, xmp, iptc, comments].every(part => part === undefined)).toBe(true);
      expect(space).toBe("srgb");
      expect(Buffer.from(picture.bytes).toString("latin1")).not.toMatch(/Exif|Somebody|GPS/);
    }
  });

  test("is the same bytes each time, whatever the machine's threads", async () => {
    const one = await print(camera());
    sharp.concurrency(4);
    const other = await print(camera());
    expect(all(other).map(({ bytes }) => bytes)).toEqual(all(one).map(({ bytes }) => bytes));
  });
});

test("a tall photo keeps its upper part, a wide one its middle", async () => {
  const tall = await print(banded(600, 1800).png());
  expect(await colorAt(tall, 0.5, 0.1)).toBe(red);
  expect(await colorAt(tall, 0.5, 0.9)).toBe(green);
  const wide = await print(banded(600, 1800).rotate(90).png());
  expect(await colorAt(wide, 0.1, 0.5)).toBe(green);
  expect(await colorAt(wide, 0.9, 0.5)).toBe(green);
});

test("a small photo is not made larger", async () => {
  const { width, height } = await sharp((await print(banded(120, 90).png())).bytes).metadata();
  expect([width, height]).toEqual([90, 90]);
});

test("what is transparent is white", async () => {
  const background = { r: 0, g: 0, b: 0, alpha: 0 };
  const clear = sharp({ create: { width: 400, height: 400, channels: 4, background } }).png();
  for (const picture of all(await print(clear))) expect(await colorAt(picture, 0.5, 0.5)).toBe(white);
});

test("of moving pictures there is the first one", async () => {
  const photo = await print(banded(60, 180, { pageHeight: 60 }).gif());
  for (const picture of all(photo)) {
    expect(await colorAt(picture, 0.5, 0.5)).toBe(red);
    expect((await sharp(picture.bytes).metadata()).pages ?? 1).toBe(1);
  }
});

test.each([
  ["greys of 16 bits", banded(400, 400).toColourspace("grey16").png()],
  ["CMYK", banded(400, 400).toColourspace("cmyk").jpeg()],
  ["WebP", banded(400, 400).webp()],
  ["AVIF", banded(400, 400).avif()],
])("%s is read", async (_, picture) => {
  for (const { bytes } of all(await print(picture)))
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 320, space: "srgb", channels: 3 });
});

test("the versions of a résumé share what is made of their photo", async () => {
  const photo = {
    path: "/assets/photo.shared.jpg",
    bytes: new Uint8Array(await banded(90, 90).png().toBuffer()),
  };
  expect(await printPhoto({ ...photo })).toBe(await printPhoto({ ...photo }));
});

describe("what cannot be drawn is one error for the owner", () => {
  test("a broken picture", async () => {
    const whole = await banded(900, 900).jpeg().toBuffer();
    const half = new Uint8Array(whole.subarray(0, whole.length / 2));
    await expect(print(half)).rejects.toThrow("Cannot read the photo: ");
    await expect(print(new TextEncoder().encode("no picture"))).rejects.toThrow("Cannot read the photo: ");
  });

  test("one that is vast when it is unpacked", async () => {
    const background = "white";
    const bomb = sharp({ create: { width: 9000, height: 9000, channels: 3, background } }).png();
    await expect(print(bomb)).rejects.toThrow("Cannot read the photo: it has more than 64 million pixels");
  });
});
