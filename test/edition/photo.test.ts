import { expect, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { readPhoto } from "../../src/edition/photo.ts";
import { fixture } from "../support/fixture.ts";

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]);

function folderWith(name: string, bytes: Uint8Array) {
  const folder = fixture({});
  writeFileSync(folder.file(name), bytes);
  return folder;
}

test("a photo is told by its bytes, and its address by its content", async () => {
  using folder = folderWith("me.png", jpeg);
  const { photo, warning } = await readPhoto("me.png", folder.path);
  expect(photo?.path).toMatch(/^\/assets\/photo\.[0-9a-f]{16}\.jpg$/);
  expect([photo?.mediaType, warning]).toEqual(["image/jpeg", undefined]);
});

test("a data: URI is a photo too", async () => {
  const { photo } = await readPhoto(`data:image/jpeg;base64,${jpeg.toString("base64")}`, "/nowhere");
  expect(Buffer.from(photo?.bytes ?? []).equals(jpeg)).toBe(true);
});

test("one with EXIF data is shown, and the owner is told what that may give away", async () => {
  using folder = folderWith("me.jpg", Buffer.concat([jpeg, Buffer.from("Exif\0\0GPS")]));
  const { photo, warning } = await readPhoto("me.jpg", folder.path);
  expect(photo).toBeDefined();
  expect(warning).toContain("EXIF");
});

test.each([
  ["missing.jpg", "there is no missing.jpg beside the résumé"],
  [".", "basics.image must be a file"],
  ["page.jpg", "must be a JPEG, PNG, GIF, WebP or AVIF picture"],
  ["large.jpg", "at most 5242880 are served"],
])("%s costs the photo only, with a reason", async (image, reason) => {
  using folder = folderWith("page.jpg", Buffer.from("<html>"));
  writeFileSync(folder.file("large.jpg"), Buffer.alloc(5 * 1024 * 1024 + 1));
  const { photo, warning } = await readPhoto(image, folder.path);
  expect(photo).toBeUndefined();
  expect(warning).toContain(reason);
});

test("one on another host is not fetched", async () => {
  expect(await readPhoto("https://example.com/me.jpg", "/")).toEqual({});
});
