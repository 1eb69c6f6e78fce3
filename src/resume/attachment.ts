/** The résumé inside a PDF that this program has printed: the attached file resume.json, and the photo on its first page. */
import { maxBytes } from "./decode.ts";
import { objectsIn, type PdfObjects, streamIn } from "./pdf-objects.ts";

type Attached =
  /** The photo as a JPEG. */
  { ok: true; bytes: Uint8Array; photo?: Uint8Array } | { ok: false; found: string };

/** One byte more than a résumé may have: who reads it says how many these are. */
const mostBytes = maxBytes + 1;

/** What the PDF holds, or why there is nothing to be had. It may be anybody's: nothing in it becomes large before it is refused. */
export function attachedResume(pdf: Uint8Array): Attached {
  const source = Buffer.from(pdf).toString("latin1");
  try {
    if (!source.slice(-1024).includes("%%EOF")) throw new RangeError("it is cut off");
    const objects = objectsIn(source, { mostBytes });
    const bytes = fileIn(objects);
    const photo = photoIn(objects);
    if (bytes) return { ok: true, bytes, ...(photo && { photo }) };
    return { ok: false, found: encrypted(source) ?? "a PDF without the file resume.json in it" };
  } catch (error) {
    return { ok: false, found: encrypted(source) ?? why(error) };
  }
}

/** The attached file (ISO 32000-1, 7.11). */
function fileIn(objects: PdfObjects): Uint8Array | undefined {
  const description = objects.values().find(object => /\/U?F\s*\(resume\.json\)/.test(object)) ?? "";
  const number = /\/EF\s*<<[^>]{0,200}?\/U?F\s+(\d+)/.exec(description)?.[1];
  const file = number === undefined ? undefined : objects.get(Number(number));
  return file === undefined ? undefined : streamIn(file, { mostBytes });
}

/** A picture that is kept as the JPEG that it was (8.9.5): there is no other than the photo. */
function photoIn(objects: PdfObjects): Uint8Array | undefined {
  const picture = objects.values().find(object => jpeg.test(object.slice(0, 1000)));
  const bytes = picture === undefined ? undefined : streamIn(picture);
  return bytes?.subarray(0, 3).toString("hex") === "ffd8ff" ? bytes : undefined;
}

const jpeg = /^(?=.*\/Subtype\s*\/Image\b)(?=.*\/Filter\s*\/DCTDecode\b).*?stream\r?\n/s;

function encrypted(source: string): string | undefined {
  return /\/Encrypt\s*(?:<<|\d+\s+\d+\s+R)/.test(source) ? "an encrypted PDF" : undefined;
}

function why(error: unknown): string {
  const isLarge = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
  return isLarge ? `a PDF that holds more than ${maxBytes} bytes` : "a PDF that is broken";
}
