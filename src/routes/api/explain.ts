import type { TObject } from "@sinclair/typebox";
import { preview } from "../../resume/preview.ts";

/** One field that is not as its schema wants it. */
export interface InvalidField {
  path: string;
  found: string;
  expected: string;
  text: string;
}

interface Slip {
  /** A JSON pointer. */
  path: string;
  value: unknown;
}

/** A line for each field: what it is, and what its schema says that it must be. */
export function explainSlips(slips: Iterable<Slip>, { properties }: TObject): InvalidField[] {
  const fields = new Map<string, InvalidField>();
  for (const { path: pointer, value } of slips) {
    const path = pointer.slice(1).replaceAll("/", ".");
    const expected =
      properties[path.split(".")[0] ?? ""]?.description ?? `one of ${Object.keys(properties).join(", ")}`;
    const found = value === undefined ? "nothing" : preview(value);
    if (!fields.has(path))
      fields.set(path, { path, found, expected, text: `${path}: found ${found}, expected ${expected}` });
  }
  return [...fields.values()];
}
