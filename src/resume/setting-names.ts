/** Settings of `meta.vitae` that there are not: such a one does nothing, and its owner should hear of it. */
import { distance, isNear } from "./distance.ts";
import { Resume } from "./schema.ts";
import type { Walk } from "./walk.ts";

/** `whole` speaks of a version's file, and is read before the résumé is. */
const names = [...Object.keys(Resume.properties.meta.properties.vitae.properties), "whole"];

/**
 * Warns of each setting that is called as none is. One that is nearly `hidden` is refused: a slip of the pen would publish what it
 * was meant to hide.
 */
export function checkSettingNames({ meta }: Pick<Resume, "meta">, walk: Walk): void {
  const unknown = Object.keys(meta?.vitae ?? {}).filter(name => !names.includes(name));
  for (const name of unknown) {
    walk.at("meta", () => walk.at("vitae", () => walk.at(name, () => check(name.toLowerCase(), walk))));
  }
}

function check(name: string, walk: Walk): void {
  // What is much longer is a slip in none, and would take long to compare.
  const start = name.slice(0, 20);
  if (distance(start, "hidden") <= 2) {
    walk.refusedHere("a setting that there is not", "hidden: a slip would publish what it is to hide");
    return;
  }
  const meant = names.find(setting => isNear(start, setting));
  const hint = meant === undefined ? `there are ${names.join(", ")}` : `is it meant to be ${meant}?`;
  walk.warn(`no setting is called so; ${hint}`);
}
