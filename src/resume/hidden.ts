/** `meta.vitae.hidden` speaks of the file as its owner wrote it; publishing needs the same places in the repaired résumé. */
import { formatPath, type Path, parsePath } from "./path.ts";
import type { Resume } from "./schema.ts";
import { sectionNamed } from "./settings.ts";
import { child, type Source } from "./source.ts";
import type { Walk } from "./walk.ts";

/** Rewrites each hidden path to where the repairs have moved it. What hides nothing is left out and listed. */
export function settleHidden(resume: Resume, walk: Walk): void {
  const { vitae } = resume.meta ?? {};
  if (!vitae?.hidden) return;
  const settle = (text: string, index: number) => walk.at(index, () => settlePath(text, resume, walk));
  const inMeta = () => vitae.hidden?.map(settle).filter(path => path !== undefined);
  const hidden = walk.at("meta", () => walk.at("vitae", () => walk.at("hidden", inMeta)));
  if (hidden) vitae.hidden = hidden;
}

function settlePath(text: string, resume: Resume, walk: Walk): string | undefined {
  const section = sectionNamed(text);
  const path = section ? [section] : moved(parsePath(text.trim()), walk);
  if (!path || (!section && !exists(resume, path)))
    return walk.repaired(
      text,
      undefined,
      'it hides nothing: name a section, or a path such as "work[2]" that is there',
    );
  const settled = formatPath(path);
  return settled === text ? text : walk.repaired(text, settled, "it is there, after these repairs");
}

/** Where a path of the file is now. From where the file has nothing of that name on, the rest is taken as it is. */
function moved(path: Path | undefined, walk: Walk): Path | undefined {
  if (!path) return undefined;
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
  let at = value;
  for (const step of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return false;
    at = Reflect.get(at, step);
  }
  return true;
}
