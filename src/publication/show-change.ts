/** A change's values, for somebody who looks at a terminal. */
import { preview, printable, shorten } from "../resume/preview.ts";
import type { ValueChange } from "./diff-values.ts";

/** What follows the path: `: "Lead" → "Principal"`, `: Lead, Engine Ltd (2024-01)`. */
export function showChange({ path, kind, before, after }: ValueChange): string {
  const show = path === "" ? size : summary;
  if (kind === "added") return `: ${show(after)}`;
  if (kind === "removed") return `: ${show(before)}`;
  if (kind === "moved") return `: ${summary(after)} (${movedFrom(String(before), path)})`;
  if (typeof before === "string" && typeof after === "string") return `: ${textChange(before, after)}`;
  return `: ${show(before)} → ${show(after)}`;
}

/** Where others came or went, it can have the same number as before. */
function movedFrom(before: string, path: string): string {
  return before === path ? "moved among the others" : `was ${printable(before)}`;
}

function size(bytes: unknown): string {
  return bytes === 1 ? "1 byte" : `${Number(bytes).toLocaleString("en")} bytes`;
}

/** A value in a few words: of an entry what it is called, of a section how much it holds. */
function summary(value: unknown): string {
  if (Array.isArray(value)) {
    const isShort = value.every(item => typeof item !== "object") && JSON.stringify(value).length <= 60;
    return isShort ? preview(value) : `${value.length} ${value.length === 1 ? "entry" : "entries"}`;
  }
  return (isRecord(value) && titleOf(value)) || preview(value);
}

const what = ["position", "area", "studyType", "username", "fluency"];
const who = ["name", "organization", "institution", "company", "title", "language", "network", "reference"];
const when = ["startDate", "date", "releaseDate"];

/** "Lead, Engine Ltd (2024-01)"; "" where an entry has no name that is known. */
function titleOf(entry: Record<string, unknown>): string {
  const first = (names: string[]) => {
    const text = names
      .map(name => entry[name])
      .find(value => typeof value === "string" && value.trim() !== "");
    return typeof text === "string" ? printable(shorten(text.trim(), 40)) : undefined;
  };
  const title = [first(what), first(who)].filter(Boolean).join(", ");
  const date = first(when);
  return title && date ? `${title} (${date})` : title;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** As many characters of a text as are shown, and how many of them before what changed. */
const limit = 60;
const context = 20;

/** Both texts, whole where they are short, else around what is different. */
function textChange(before: string, after: string): string {
  if (before.length <= limit && after.length <= limit)
    return `${preview(before, limit + 2)} → ${preview(after, limit + 2)}`;
  const from = Math.max(0, wordStart(before, sharedStart(before, after)) - context);
  const end = sharedEnd(before, after, from);
  return `${excerpt(before, from, end)} → ${excerpt(after, from, end)}`;
}

function sharedStart(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most && one[length] === other[length]) length++;
  return length;
}

/** How many characters both end in, leaving the first `from` to the start. */
function sharedEnd(one: string, other: string, from: number): number {
  const most = Math.min(one.length, other.length) - from;
  let length = 0;
  while (length < most && one.at(-1 - length) === other.at(-1 - length)) length++;
  return Math.max(0, length - context);
}

function wordStart(text: string, index: number): number {
  return text.lastIndexOf(" ", index - 1) + 1;
}

/** A part of a text, in quotes; "…" stands for what is left out. */
function excerpt(text: string, from: number, end: number): string {
  const start = from === 0 ? 0 : wordStart(text, from);
  const part = text.slice(start, wordEnd(text, text.length - end)).toWellFormed();
  const shown = shorten(part, limit);
  const isCut = shown === part && start + part.length < text.length;
  return printable(JSON.stringify(`${start > 0 ? "…" : ""}${shown}${isCut ? "…" : ""}`));
}

function wordEnd(text: string, index: number): number {
  const end = text.indexOf(" ", index);
  return end === -1 ? text.length : end;
}
