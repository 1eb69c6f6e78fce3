/** What a publication changes: which files, and in those that say a résumé, which fields. */

import type { Bundle } from "../resume/bundle.ts";
import { parseDocument } from "../resume/document.ts";
import { printable } from "../resume/preview.ts";
import { nameVersions } from "../resume/version-files.ts";
import { type ComparableObject, comparable } from "./comparable.ts";
import { diffValues, type ValueChange } from "./diff-values.ts";
import { showChange } from "./show-change.ts";

/** One thing that is different. */
export interface Change extends ValueChange {
  /** The file's name, as it is after the change; of one that was removed, as it was. */
  file: string;
}

/**
 * What is different in the second bundle: by field where both can be parsed, by file where not, and nothing where the same values are
 * written in another way (YAML for JSON, another order of names, other blanks). A whole file has the empty path, and its size in bytes
 * as `before` and `after`. In the order of the files, the base first, and of the fields.
 *
 * @param before undefined where nothing was ever published
 */
export async function diffBundles(before: Bundle | undefined, after: Bundle): Promise<Change[]> {
  const was = filesByRole(before);
  const is = filesByRole(after);
  const changes: Change[] = [];
  for (const role of new Set([...is.keys(), ...was.keys()]))
    changes.push(...(await diffFiles(was.get(role), is.get(role))));
  return changes;
}

/**
 * A change in one line, such as `~ work[0].position: "Lead" → "Principal"`. What is long is shown where it differs; what a terminal
 * might obey is written as `\u{…}`.
 */
export function formatChange({ file, ...change }: Change): string {
  return `${signs[change.kind]} ${change.path === "" ? printable(file) : printable(change.path)}${showChange(change)}`;
}

const signs: Record<Change["kind"], string> = { added: "+", removed: "-", changed: "~", moved: ">" };

interface File {
  name: string;
  bytes: Uint8Array;
  isResume: boolean;
}

/** By what each file is for, so that `resume.json` can become `me.yaml`: the base first, then the others by name. */
function filesByRole(bundle: Bundle | undefined): Map<string, File> {
  const files = new Map<string, File>();
  if (!bundle) return files;
  const names = [...bundle.files.keys()].filter(name => name !== bundle.base).sort();
  for (const name of [bundle.base, ...names]) {
    const bytes = bundle.files.get(name);
    const version = name === bundle.base ? "" : nameVersions([name], bundle.base).named[0]?.name;
    const role =
      version === undefined || files.has(`version ${version}`) ? `file ${name}` : `version ${version}`;
    if (bytes) files.set(role, { name, bytes, isResume: version !== undefined });
  }
  return files;
}

async function diffFiles(before: File | undefined, after: File | undefined): Promise<Change[]> {
  if (!before || !after) return wholeFile(before, after);
  if (Buffer.compare(before.bytes, after.bytes) === 0) return [];
  if (!before.isResume || !after.isResume) return wholeFile(before, after);
  const [was, is] = await Promise.all([parse(before), parse(after)]);
  if (!was || !is) return wholeFile(before, after);
  return diffValues(was, is).map(change => ({ file: after.name, ...change }));
}

async function parse({ name, bytes }: File): Promise<ComparableObject | undefined> {
  const parsed = await parseDocument(bytes, { file: name });
  return parsed.ok ? comparable(parsed.document.root) : undefined;
}

function wholeFile(before: File | undefined, after: File | undefined): Change[] {
  const file = after?.name ?? before?.name ?? "";
  const kind = before ? (after ? "changed" : "removed") : "added";
  const sizes = {
    ...(before && { before: before.bytes.length }),
    ...(after && { after: after.bytes.length }),
  };
  return [{ file, path: "", kind, ...sizes }];
}
