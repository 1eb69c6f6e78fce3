import type { TObject } from "@sinclair/typebox";
import { preview, printable } from "../../resume/preview.ts";

/** One field that is not as its schema wants it. */
interface InvalidField {
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
  const known = Object.keys(properties).join(", ");
  const fields = new Map<string, InvalidField>();
  for (const { path: pointer, value } of slips) {
    const path = pointer.slice(1).replaceAll("/", ".");
    if (fields.has(path)) continue;
    const [name = ""] = path.split(".");
    const expected = properties[name]?.description ?? (path ? `one of ${known}` : `an object of ${known}`);
    const found = value === undefined ? "nothing" : preview(value);
    const text = `${path ? `${printable(path)}: ` : ""}found ${found}, expected ${expected}`;
    fields.set(path, { path, found, expected, text });
  }
  return [...fields.values()];
}
