/**
 * What a PDF says that a group of glyphs means (ISO 32000-1, 14.9.4). Glyphs of Devanagari, and of Arabic with vowel signs, mean
 * nothing one by one. PDF.js does not tell it, so it is looked up in the page's own drawing, as the typesetter of this program
 * writes it.
 */
import { type PdfObjects, streamIn } from "../resume/pdf-objects.ts";

/** For each piece of marked content of a page, in the order of their beginnings, what it says; undefined where it says nothing. */
export function actualTexts(objects: PdfObjects, page: number): (string | undefined)[] {
  const contents = /\/Contents (\d+) 0 R/.exec(objects.get(page) ?? "")?.[1];
  const stream = objects.get(Number(contents));
  const drawing = stream === undefined ? "" : streamIn(stream).toString("latin1");
  return [...drawing.matchAll(token)].flatMap(([whole, properties]) =>
    whole.endsWith("C") ? [actualTextIn(properties ?? "")] : [],
  );
}

/** A string of text, in which anything may stand, or the beginning of marked content. */
const token = /\((?:\\.|[^\\()])*\)|(<<(?:\((?:\\.|[^\\()])*\)|<[^<>]*>|[^<>()])*>>)?\s*\b(?:BDC|BMC)\b/gs;

function actualTextIn(properties: string): string | undefined {
  const [, literal, hex] =
    /\/ActualText\s*(?:\(((?:\\.|[^\\()])*)\)|<([\da-f\s]*)>)/is.exec(properties) ?? [];
  if (hex !== undefined) return decoded(Buffer.from(hex.replaceAll(/\s/g, ""), "hex"));
  return literal === undefined ? undefined : decoded(Buffer.from(unescaped(literal), "latin1"));
}

/** UTF-16 with its byte order mark, or letters of ASCII. */
function decoded(bytes: Buffer): string {
  return bytes[0] === 0xfe && bytes[1] === 0xff
    ? new TextDecoder("utf-16be").decode(bytes)
    : bytes.toString("latin1");
}

const escapes: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

function unescaped(literal: string): string {
  return literal.replaceAll(/\\(?:([0-7]{1,3})|(.))/gs, (_, octal: string | undefined, letter: string) =>
    octal === undefined ? (escapes[letter] ?? letter) : String.fromCharCode(Number.parseInt(octal, 8)),
  );
}
