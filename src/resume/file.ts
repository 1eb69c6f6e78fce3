/** Opens a résumé's file. Everything that can be wrong with the file itself is said in one line. */
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { maxBytes } from "./decode.ts";
import { distance } from "./distance.ts";
import { isResumeFile } from "./file-names.ts";
import { printable } from "./preview.ts";

/** A file that cannot be read at all. Its message is one line, written for the résumé's owner. */
export class ResumeFileError extends Error {
  override name = "ResumeFileError";
}

/** The file's bytes. Throws a `ResumeFileError` where there is no such file, or none that may be read. */
export async function readResumeFile(path: string): Promise<Uint8Array> {
  try {
    return await readRegularFile(path);
  } catch (error) {
    if (error instanceof ResumeFileError) throw error;
    throw new ResumeFileError(`Cannot read ${printable(path)}: ${await reason(path, error)}`, {
      cause: error,
    });
  }
}

async function readRegularFile(path: string): Promise<Uint8Array> {
  const file = await stat(path);
  if (file.isDirectory()) throw new ResumeFileError(`Cannot read ${printable(path)}: it is a folder`);
  if (!file.isFile()) throw new ResumeFileError(`Cannot read ${printable(path)}: it is no ordinary file`);
  if (file.size <= maxBytes) return readFile(path);
  throw new ResumeFileError(
    `Cannot read ${printable(path)}: it has ${file.size} bytes, and at most ${maxBytes} are read`,
  );
}

async function reason(path: string, error: unknown): Promise<string> {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "EACCES" || code === "EPERM") return "its permissions do not let this program read it";
  if (code !== "ENOENT" && code !== "ENOTDIR") return `the system says ${code || String(error)}`;
  const near = await nearNames(path);
  return `there is no such file${near.length > 0 ? ` (there is ${near.map(printable).join(", ")})` : ""}`;
}

/** Résumés in the same folder that the owner may have meant: another extension, or a slip of two letters. */
async function nearNames(path: string): Promise<string[]> {
  const folder = dirname(path);
  const wanted = basename(path).toLowerCase();
  const names = await readdir(folder).catch(() => []);
  return names
    .filter(isResumeFile)
    .filter(name => stem(name) === stem(wanted) || distance(name.toLowerCase(), wanted) <= 2)
    .sort()
    .slice(0, 3)
    .map(name => join(folder, name));
}

function stem(name: string): string {
  return name.toLowerCase().replace(/\.[^.]*$/, "");
}
