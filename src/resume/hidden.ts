/** `meta.vitae.hidden` speaks of the file as its owner wrote it; publishing needs the same places in the repaired résumé. */
import { formatPath, type Path, parsePath } from "./path.ts";
import { preview } from "./preview.ts";
import type { Resume } from "./schema.ts";
import { sectionNamed } from "./settings.ts";
import { child, type Source } from "./source.ts";
import type { Walk } from "./walk.ts";

/** Rewrites each hidden path to where the repairs have moved it. One that names nothing in the file is refused. */
export function settleHidden(resume: Resume, walk: Walk): void {
  const { vitae } = resume.meta ?? {};
  if (!vitae?.hidden) return;
  const settle = (text: string, index: number) => walk.at(index, () => settlePath(text, resume, walk));
  const inMeta = () => vitae.hidden?.map(settle).filter(path => path !== undefined);
  const hidden = walk.at("meta", () => walk.at("vitae", () => walk.at("hidden", inMeta)));
  if (hidden) vitae.hidden = hidden;
}

function settlePath(text: string, resume: object, walk: Walk): string | undefined {
  const section = sectionNamed(text);
  if (section) return settled(text, section, walk);
  const path = parsePath(text.trim()) ?? [];
  warnOfIndexes(path, walk);
  const now = moved(path, walk);
  if (now && exists(resume, now)) return settled(text, formatPath(now), walk);
  if (path.length > 0 && isInFile(path, walk))
    return walk.repaired(text, undefined, "what it hides was left out");
  // A slip of the pen would publish what it was meant to hide: better nothing new than that.
  return walk.refusedHere(preview(text), hint);
}

function isInFile(path: Path, { root }: Walk): boolean {
  let source: Source | undefined = root;
  for (const step of path) source = source && child(source, step);
  return source !== undefined;
}

/** The base counts in its own lists: in a version's list the same index may be another entry's. */
function warnOfIndexes(path: Path, walk: Walk): void {
  const lists = path.flatMap((step, index) => (typeof step === "number" ? [path.slice(0, index)] : []));
  const list = lists.find(list => walk.isNewer(list));
  if (!list) return;
  const name = formatPath(list);
  walk.warn(
    `this version has a list ${name} of its own; what of it to hide is for its own meta.vitae.hidden to say`,
  );
}

const hint = 'a section, or the path of something that is there, such as "work[2]"';

function settled(text: string, place: string, walk: Walk): string {
  return place === text ? text : walk.repaired(text, place, "it is there, after these repairs");
}

/** Where a path of the file is now. From where the file has nothing of that name on, the rest is taken as it is. */
function moved(path: Path, walk: Walk): Path | undefined {
  const now: (string | number)[] = [];
  let source: Source | undefined = walk.root;
  for (const step of path) {
    const to = source && child(source, step) ? walk.movedTo(source, step) : step;
    if (to === undefined) return undefined;
    now.push(to);
    source = source && child(source, step);
  }
  return now;
}

function exists(value: unknown, path: Path): boolean {
  if (path.length === 0) return false;
  let at = value;
  for (const step of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return false;
    at = Reflect.get(at, step);
  }
  return true;
}
