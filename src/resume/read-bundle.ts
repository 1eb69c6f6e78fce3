import { basename } from "node:path";
import type { Bundle } from "./bundle.ts";
import { ResumeFileError } from "./file.ts";
import { findResume } from "./find-resume.ts";
import { type Folder, folderOf } from "./folder.ts";
import { photosNamedIn } from "./named-photos.ts";
import { printable } from "./preview.ts";
import { filesBeside } from "./version-files.ts";

/**
 * Reads everything of a résumé from the disk: its file, those of its versions beside it, and the photos that they name. In a bundle a
 * résumé is always called "resume", whatever it is called on the disk, and lies beside its photos.
 *
 * @param path the résumé's file, or a folder with one
 * @throws ResumeFileError where a file cannot be read, or two photos have one name
 */
export async function readBundle(path: string): Promise<Bundle> {
  const folder = folderOf(await findResume(path));
  const stem = stemOf(folder.base);
  const named = (file: string) => `resume${basename(file).slice(stem.length)}`;
  const texts = await Promise.all(
    [folder.base, ...(await filesBeside(folder))].map(
      async file => [named(file), await folder.read(file)] as const,
    ),
  );
  return { base: named(folder.base), files: new Map([...texts, ...(await readPhotos(folder))]) };
}

function stemOf(file: string): string {
  return basename(file).replace(/\.[^.]*$/, "");
}

/** Those that are there: of one that is not, who publishes is warned. */
async function readPhotos(folder: Folder): Promise<Map<string, Uint8Array>> {
  const photos = new Map<string, { image: string; bytes: Uint8Array }>();
  for (const image of await photosNamedIn(folder)) {
    const bytes = await folder.readPicture(image).catch(() => undefined);
    const name = basename(image);
    const other = photos.get(name);
    if (other && bytes && !Buffer.from(other.bytes).equals(bytes))
      throw new ResumeFileError(
        `Cannot publish ${printable(other.image)} and ${printable(image)}: two photos need two names`,
      );
    if (bytes) photos.set(name, { image, bytes });
  }
  return new Map(Array.from(photos, ([name, { bytes }]) => [name, bytes]));
}
