import mammoth from "mammoth";
import { readHtml } from "./read-html.ts";

/** The text of a Word document as a reader of other hands finds it, a line for each paragraph and line break. */
export async function readDocx(bytes: Uint8Array): Promise<string> {
  // Its plain text would have no line breaks.
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
  return readHtml(value);
}
