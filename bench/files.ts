/** The files of the command line. All are looked at before anything runs: nobody should hear of a slip ten minutes later. */
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { readRun } from "./report/read-run.ts";
import type { Run } from "./result.ts";

/**
 * Reads the run of an earlier --json.
 *
 * @throws {Error} where there is no such file, or it is something else
 */
export async function readOlderRun(path: string): Promise<Run> {
  const file = Bun.file(path);
  if (!(await file.exists())) throw new Error(`Cannot read ${path}: there is no such file`);
  return readRun(await file.text(), path);
}

/**
 * Writes nothing.
 *
 * @throws {Error} where a file of this name could not be written
 */
export function requireWritable(path: string): void {
  const folder = dirname(path);
  if (!isFolder(folder)) throw new Error(`Cannot write ${path}: there is no folder ${folder}`);
  if (isFolder(path)) throw new Error(`Cannot write ${path}: it is a folder`);
  try {
    accessSync(existsSync(path) ? path : folder, constants.W_OK);
  } catch (cause) {
    throw new Error(`Cannot write ${path}: its permissions do not let this program`, { cause });
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
