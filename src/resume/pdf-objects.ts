/** What is in a PDF, as it lies in the file (ISO 32000-1, 7.3 and 7.5): enough to find what Typst wrote there. */
import { inflateSync } from "node:zlib";

/** Objects by their numbers, as they are written, a character for each byte. */
export type PdfObjects = ReadonlyMap<number, string>;

interface Limit {
  /** How much what is packed may become. @default 64 MiB */
  mostBytes?: number;
}

const usual = 64 * 1024 * 1024;

/**
 * The objects of a PDF. Of several with one number the last counts: who changes a PDF may write behind its end.
 *
 * @param pdf a character for each byte
 * @throws where what is packed is broken, or larger than `mostBytes`
 */
export function objectsIn(pdf: string, { mostBytes = usual }: Limit = {}): PdfObjects {
  const objects = new Map<number, string>();
  const head = /(?<!\d)(\d{1,10})\s\d{1,5}\sobj\b/g;
  let left = mostBytes;
  for (let found = head.exec(pdf); found; found = head.exec(pdf)) {
    const end = pdf.indexOf("endobj", head.lastIndex);
    if (end === -1) break;
    const object = pdf.slice(head.lastIndex, end);
    objects.set(Number(found[1]), object);
    head.lastIndex = end;
    if (!isPack(object)) continue;
    const pack = streamIn(object, { mostBytes: left }).toString("latin1");
    left -= pack.length;
    for (const [number, packed] of unpack(object, pack)) objects.set(number, packed);
  }
  return objects;
}

/**
 * The content of a stream, by Flate or as it is.
 *
 * @throws where it is broken, or larger than `mostBytes`
 */
export function streamIn(object: string, { mostBytes = usual }: Limit = {}): Buffer {
  const [start = "", dictionary = ""] = /^(.*?)stream\r?\n/s.exec(object) ?? [];
  const length = /\/Length\s+(\d+)(?!\d*\s+\d+\s+R)/.exec(dictionary)?.[1];
  const rest = object.slice(start.length);
  // Before the word stands a line's end that is none of the content.
  const content =
    length === undefined ? rest.replace(/\r?\n?endstream\s*$/, "") : rest.slice(0, Number(length));
  const bytes = Buffer.from(content, "latin1");
  if (!dictionary.includes("/FlateDecode")) return bytes;
  return inflateSync(bytes, { maxOutputLength: Math.max(1, mostBytes) });
}

/** Other programs put small objects together. */
function isPack(object: string): boolean {
  return /^\s*<<[^>]{0,200}\/Type\s*\/ObjStm\b/.test(object);
}

/** A pack begins with pairs: an object's number, and where it begins behind them. */
function* unpack(object: string, pack: string): Generator<[number, string]> {
  const first = Number(/\/First\s+(\d+)/.exec(object)?.[1]);
  const pairs = [...pack.slice(0, first).matchAll(/(\d+)\s+(\d+)/g)];
  for (const [index, [, number, start]] of pairs.entries()) {
    const next = pairs[index + 1]?.[2] ?? pack.length;
    yield [Number(number), pack.slice(first + Number(start), first + Number(next))];
  }
}
