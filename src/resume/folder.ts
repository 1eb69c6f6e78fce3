/** Where a résumé's files lie beside each other: on a disk, or in a bundle. */
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { Bundle } from "./bundle.ts";
import { ResumeFileError, readResumeFile } from "./file.ts";
import { printable } from "./preview.ts";

export interface Folder {
  /** The base, as messages call it. */
  base: string;
  /** All files beside the base, itself included, as messages call them. Throws a `ResumeFileError` where they cannot be told. */
  list(): Promise<string[]>;
  /** The bytes of one of them. Throws a `ResumeFileError` where they cannot be read. */
  read(file: string): Promise<Uint8Array>;
  /**
   * The bytes of a picture that the résumé names.
   *
   * @param image a path, seen from the base
   * @throws Error that says why there are none
   */
  readPicture(image: string): Promise<Uint8Array>;
}

/** More than any camera makes of one picture. */
const maxPictureBytes = 20 * 1024 * 1024;

/** The folder of a file on the disk. */
export function folderOf(base: string): Folder {
  const folder = dirname(base);
  return {
    base,
    list: async () => (await namesIn(folder)).map(name => join(folder, name)),
    read: readResumeFile,
    readPicture: image => readPicture(resolve(folder, image), image),
  };
}

/** The same of files that lie in no folder. */
export function folderOfBundle({ base, files }: Bundle): Folder {
  return {
    base,
    list: async () => [...files.keys()],
    read: async file => files.get(file) ?? refuse(`Cannot read ${printable(file)}: it is not there`),
    readPicture: async image => files.get(basename(image)) ?? missing(image),
  };
}

/** Where there is no such folder there is no résumé either, and that is said better by who reads it. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    if (code === "ENOENT" || code === "ENOTDIR") return [];
    return refuse(`Cannot look for versions in ${printable(folder)}: the system says ${code}`, error);
  }
}

async function readPicture(path: string, image: string): Promise<Uint8Array> {
  const file = await stat(path).catch((error: unknown) =>
    error instanceof Error && "code" in error && error.code === "ENOENT" ? missing(image) : raise(error),
  );
  // A pipe named like a picture would be waited for without end.
  if (!file.isFile()) throw new TypeError("basics.image must be a file");
  if (file.size > maxPictureBytes)
    throw new RangeError(`it has ${file.size} bytes, and at most ${maxPictureBytes} are read`);
  return new Uint8Array(await readFile(path));
}

function missing(image: string): never {
  throw new Error(`there is no ${printable(image)} beside the résumé`);
}

function raise(error: unknown): never {
  throw error;
}

function refuse(message: string, cause?: unknown): never {
  throw new ResumeFileError(message, { cause });
}
