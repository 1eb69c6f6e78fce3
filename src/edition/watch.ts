import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { findResume } from "../resume/find-resume.ts";
import { type Folder, folderOf } from "../resume/folder.ts";
import { photosNamedIn } from "../resume/named-photos.ts";
import { filesBeside } from "../resume/version-files.ts";

/** A look at a folder and some files costs less than a millisecond; an edit must be live within a second. */
const intervalMs = 200;

/** A change counts when a second look finds nothing newer: an editor may be between removing a file and putting it back. */
const settleMs = 50;

export interface Watch {
  /** Calls `onChange` now, as if a file had changed. */
  run(): Promise<void>;
  stop(): void;
}

/**
 * Calls `onChange` after each change of a résumé's file (in a folder, where the path is one), of those of its versions beside it, or
 * of their photos: saved in place, replaced by another (as editors do), new, removed or put back. By looking at them, since
 * notifications of the system do not cross every mount of a container. One call at a time: changes during a call are one more call
 * after it.
 *
 * @param onChange must not throw
 * @param since what `lookAt` saw before the file was last read: whatever has changed after that is a change
 */
export function watch(path: string, onChange: () => Promise<void>, since?: string): Watch {
  let state: "idle" | "running" | "again" = "idle";
  const changedMeanwhile = () => state === "again";
  const run = async () => {
    if (state !== "idle") {
      state = "again";
      return;
    }
    do {
      state = "running";
      await onChange();
    } while (changedMeanwhile());
    state = "idle";
  };
  const stopping = new AbortController();
  void follow({ look: () => lookAt(path), since, onChange: run, signal: stopping.signal });
  return { run, stop: () => stopping.abort() };
}

interface Following {
  look: () => Promise<string>;
  since: string | undefined;
  onChange: () => void;
  signal: AbortSignal;
}

/** Calls `onChange` when a look finds something else than before, and the next one the same again. */
async function follow({ look, since, onChange, signal }: Following): Promise<void> {
  let known = since ?? (await look());
  let last = known;
  while (await pause(last === known ? intervalMs : settleMs, signal)) {
    const now = await look();
    if (now === last && now !== known) {
      known = now;
      onChange();
    }
    last = now;
  }
}

/** Waits, and keeps no process alive for it. False when there is no reason to go on. */
function pause(delayMs: number, signal: AbortSignal): Promise<boolean> {
  return setTimeout(delayMs, true, { ref: false, signal }).catch(() => false);
}

/** Time, size and identity of each file, as one text to compare. */
export async function lookAt(path: string): Promise<string> {
  // A folder that cannot be searched for a moment is like one without versions; who publishes says what is wrong with it.
  const resume = await findResume(path).catch(() => path);
  const folder = folderOf(resume);
  const beside = await filesBeside(folder).catch(() => []);
  const files = await lookAtFiles([resume, ...beside]);
  return `${files}\n${await lookAtFiles(await photosOf(folder, files))}`;
}

/** The photos of the last résumé that was looked at, by what its files looked like: reading them takes longer than looking. */
let known: { files: string; photos: string[] } | undefined;

async function photosOf(folder: Folder, files: string): Promise<string[]> {
  if (known?.files === files) return known.photos;
  const images = await photosNamedIn(folder).catch(() => []);
  const photos = Array.from(images, image => resolve(dirname(folder.base), image));
  known = { files, photos };
  return photos;
}

async function lookAtFiles(paths: readonly string[]): Promise<string> {
  return (await Promise.all(paths.map(lookAtFile))).join("\n");
}

async function lookAtFile(path: string): Promise<string> {
  const file = await stat(path).catch(() => undefined);
  return file ? `${path} ${file.mtimeMs} ${file.size} ${file.ino}` : `${path} is gone`;
}
