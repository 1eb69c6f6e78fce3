import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { ResumeFileError } from "./file.ts";
import { isBaseFile } from "./file-names.ts";
import { printable } from "./preview.ts";

/**
 * The résumé's file: the path itself or, where that is a folder, the one in it that is called `resume.json` or `resume.yaml`. What
 * lies beside it, versions and photo, comes with a folder.
 *
 * @throws ResumeFileError where a folder holds none, or several
 */
export async function findResume(path: string): Promise<string> {
  // Whatever is no folder is looked at by who reads it.
  const inside = await readdir(path).catch(() => undefined);
  if (!inside) return path;
  const found = inside.filter(isBaseFile).sort();
  const [name] = found;
  if (found.length === 1 && name) return join(path, name);
  const why = name ? `${found.join(" and ")}: name one of them` : "no resume.json or resume.yaml";
  throw new ResumeFileError(`Cannot read ${printable(path)}: it is a folder with ${why}`);
}
