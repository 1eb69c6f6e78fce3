/** What the schema does not know is kept as it is, except for what no format should ever repeat. */
import { clean } from "./clean.ts";
import { isSelection } from "./selection.ts";
import type { Source, SourceNumber } from "./source.ts";
import { isScript } from "./urls.ts";
import type { Walk } from "./walk.ts";

/** Names whose text ends up in a link or an image, here or in somebody else's program. */
const link =
  /^(url|urls|uri|website|websites|web|homepage|href|links?|src|image|picture|photo|avatar|logo)$/i;
const safeImage = /^data:image\/(png|jpeg|webp|avif|gif);base64,/;

/** A value under a name that the schema does not have. `isLink` says whether it lies below the name of a link. */
export function keepUnknown(source: Source, walk: Walk, isLink = false): unknown {
  if (isSelection(walk.step))
    return walk.refused(source, "it only in an entry of a section, or in a profile");
  const linked = isLink || link.test(String(walk.step));
  if (source.kind === "text") return keepText(source, source.value, walk, linked);
  if (source.kind === "number") return keepNumber(source, walk);
  if (source.kind === "boolean") return source.value;
  if (source.kind === "null") return null;
  if (source.kind === "list") return walk.items(source, item => keepUnknown(item, walk, linked));
  const kept: Record<string, unknown> = {};
  for (const [name, child] of source.entries) {
    const value = walk.at(name, () =>
      name === "__proto__" ? leaveOutProto(child, walk) : keepUnknown(child, walk, linked),
    );
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

/** `__proto__` is no name for data: in JavaScript it changes what an object is. */
export function leaveOutProto(source: Source, walk: Walk): undefined {
  return walk.leftOut(source, "a field cannot be called so");
}

function keepText(source: Source, written: string, walk: Walk, isLink: boolean): string | undefined {
  const { text, why } = clean(written);
  if (isLink && isScript(text) && !safeImage.test(text))
    return walk.leftOut(source, "a link that runs a script is not safe");
  return why === undefined ? text : walk.repaired(written, text, why);
}

/** JSON's readers have 53 bits for a number: one that does not fit is kept as text. */
function keepNumber({ value, raw }: SourceNumber, walk: Walk): number | string {
  const fits = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  return fits ? value : walk.repaired(value, raw, "a number as long as this is kept whole only as text");
}
