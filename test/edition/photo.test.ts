import { expect, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { readPhoto } from "../../src/edition/photo.ts";
import { folderOf } from "../../src/resume/folder.ts";
import { fixture } from "../support/fixture.ts";

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]);

function folderWith(name: string, bytes: Uint8Array) {
  const folder = fixture({});
  writeFileSync(folder.file(name), bytes);
  return folder;
}

test("a photo is told by its bytes, and the address of what is made of it by its content", async () => {
  using folder = folderWith("me.png", jpeg);
  writeFileSync(folder.file("other.jpg"), Buffer.concat([jpeg, jpeg]));
  const { photo, warning } = await readPhoto("me.png", folderOf(folder.file("resume.json")));
  expect(photo?.path).toMatch(/^\/assets\/photo\.[0-9a-f]{16}\.jpg$/);
  expect(warning).toBeUndefined();
  expect((await readPhoto("other.jpg", folderOf(folder.file("resume.json")))).photo?.path).not.toBe(
    photo?.path ?? "",
  );
});

test("a data: URI is a photo too", async () => {
  const { photo } = await readPhoto(
    `data:image/jpeg;base64,${jpeg.toString("base64")}`,
    folderOf("/nowhere/resume.json"),
  );
  expect(Buffer.from(photo?.bytes ?? []).equals(jpeg)).toBe(true);
});

test.each([
  "\x89PNG\r\n\x1a\n",
  "GIF89a",
  "RIFF\0\0\0\0WEBPVP8 ",
  "\0\0\0\x1cftypavif",
  "\0\0\0\x20ftypmif1\0\0\0\0mif1avif",
])("%j begins a picture", async start => {
  using folder = folderWith("me.jpg", Buffer.from(start, "latin1"));
  expect((await readPhoto("me.jpg", folderOf(folder.file("resume.json")))).photo).toBeDefined();
});

test.each([
  ["missing.jpg", "there is no missing.jpg beside the résumé"],
  [".", "basics.image must be a file"],
  ["page.jpg", /must be a JPEG, PNG, GIF, WebP or AVIF picture$/],
  ["large.jpg", "at most 20971520 are read"],
  ["phone.jpg", "it is HEIC: save it as JPEG or PNG"],
  ["drawing.png", "it is SVG: save it as JPEG or PNG"],
])("%s costs the photo only, with a reason", async (image, reason) => {
  using folder = folderWith("page.jpg", Buffer.from("<html>"));
  writeFileSync(folder.file("large.jpg"), Buffer.alloc(20 * 1024 * 1024 + 1));
  writeFileSync(folder.file("phone.jpg"), "\0\0\0\x24ftypheic\0\0\0\0mif1heic");
  writeFileSync(folder.file("drawing.png"), `<?xml version="1.0"?><svg/>`);
  const { photo, warning } = await readPhoto(image, folderOf(folder.file("resume.json")));
  expect(photo).toBeUndefined();
  expect(warning).toMatch(reason);
});

test("one on another host is not fetched", async () => {
  expect(await readPhoto("https://example.com/me.jpg", folderOf("/resume.json"))).toEqual({});
});
