/** From bytes to text. A résumé is UTF-8; anything else gets an answer that says what to do. */
import { Lines } from "./lines.ts";
import type { Problem, Repair } from "./problem.ts";

/** The largest file that is read, in bytes: 5 MiB. A long résumé has 50 kB. */
export const maxBytes = 5 * 1024 * 1024;

type Decoded = { ok: true; text: string; repairs: Repair[] } | { ok: false; problem: Problem };

const saveAsUtf8 = "text in UTF-8: open it in an editor and save it with the encoding UTF-8";

/** Decodes a file. A byte order mark is taken off and listed. */
export function decode(bytes: Uint8Array, file: string): Decoded {
  const fail = (found: string, expected: string, place = { line: 1, column: 1 }): Decoded => ({
    ok: false,
    problem: { file, ...place, path: "", found, expected },
  });
  if (bytes.length > maxBytes) return fail(`${bytes.length} bytes`, `at most ${maxBytes} bytes (5 MiB)`);
  if (isUtf16(bytes)) return fail("text in UTF-16", saveAsUtf8);
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const invalid = firstInvalid(text, bytes);
  if (invalid) {
    const found = `the byte 0x${invalid.byte.toString(16).toUpperCase()}, which is no UTF-8`;
    return fail(found, saveAsUtf8, new Lines(text).position(invalid.offset));
  }
  const nul = text.indexOf("\0");
  if (nul !== -1) return fail("a NUL byte", "text", new Lines(text).position(nul));
  if (!text.startsWith("\uFEFF")) return { ok: true, text, repairs: [] };
  const why = "a byte order mark at the start of the file is no part of the text";
  const repair = { file, line: 1, column: 1, path: "", before: "\uFEFF", after: undefined, why };
  return { ok: true, text: text.slice(1), repairs: [repair] };
}

/** By its byte order mark, or by the NUL beside the first letter: JSON and YAML start with one of ASCII. */
function isUtf16([first, second]: Uint8Array): boolean {
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return (first === 0) !== (second === 0) && first !== undefined && second !== undefined;
}

/** The first byte that is no UTF-8: where the decoder put a "�" that the bytes themselves do not spell. */
function firstInvalid(text: string, bytes: Uint8Array): { offset: number; byte: number } | undefined {
  let byteOffset = 0;
  let read = 0;
  for (let offset = text.indexOf("\uFFFD"); offset !== -1; offset = text.indexOf("\uFFFD", read)) {
    byteOffset += Buffer.byteLength(text.slice(read, offset));
    const byte = bytes[byteOffset] ?? 0;
    if (byte !== 0xef || bytes[byteOffset + 1] !== 0xbf || bytes[byteOffset + 2] !== 0xbd)
      return { offset, byte };
    byteOffset += 3;
    read = offset + 1;
  }
  return undefined;
}
