/** Reads a résumé: in goes a document, and out comes one that can be published, or all that stands against it. */
import { Value } from "@sinclair/typebox/value";
import type { Document } from "./document.ts";
import { settleHidden } from "./hidden.ts";
import type { Outcome } from "./outcome.ts";
import type { PublicOptions } from "./privacy.ts";
import { byPosition, type Problem, type Repair, type Warning } from "./problem.ts";
import { repair } from "./repair.ts";
import { Resume } from "./schema.ts";
import { checkSettingNames } from "./setting-names.ts";
import { find } from "./source.ts";
import { Walk } from "./walk.ts";
import { warnAbout } from "./warnings.ts";

/** What came of reading: a résumé that can be published, or everything that stands against it. */
export type Reading =
  | { ok: true; resume: Resume; repairs: Repair[]; warnings: Warning[] }
  | { ok: false; problems: Problem[]; repairs: Repair[] };

/** A résumé after its repairs, and all that was met on the way. It is undefined where something stands against it. */
export interface Mended {
  resume: Resume | undefined;
  walk: Walk;
}

/** The first half of reading: repairs and checks. */
export async function mend(document: Document): Promise<Mended> {
  const walk = new Walk(document, { readColor: await colorReader(document) });
  const value = repair(document.root, Resume, walk);
  const isResume = Value.Check(Resume, value);
  if (isResume) {
    checkSettingNames(value, walk);
    settleHidden(value, walk);
  }
  // Repairs are made to end in what the schema describes; if they ever do not, the fault is here and not in the résumé.
  if (!isResume && walk.problems.length === 0) throw new Error(`Cannot repair: ${firstError(value)}`);
  return { resume: isResume ? value : undefined, walk };
}

/** The second half: warnings, and the answer. `options` says which version of the résumé it is. */
export function conclude({ resume, walk }: Mended, options: Omit<PublicOptions, "onLeak"> = {}): Reading {
  const { problems, repairs, warnings } = walk;
  if (!resume || problems.length > 0) return { ok: false, problems: problems.sort(byPosition), repairs };
  warnAbout(resume, walk, options);
  return { ok: true, resume, repairs, warnings: warnings.sort(byPosition) };
}

function firstError(value: unknown): string {
  const error = Value.Errors(Resume, value).First();
  return `${error?.path} is still wrong: ${error?.message}`;
}

/** The library of colours takes 20 ms to load: only an accent in words or functions waits for it, not #rrggbb. */
async function colorReader(document: Document): Promise<(text: string) => Outcome> {
  const accent = find(document.root, ["meta", "vitae", "accent"]);
  const isPlain = accent.kind === "text" && /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(accent.value);
  if (isPlain || (accent.kind !== "text" && accent.kind !== "number")) return value => ({ value });
  return (await import("./colors.ts")).readColor;
}
