/** What poppler's tools read in a printed PDF. */
import { run } from "../../tools/run.ts";
import { programOf } from "../support/needs.ts";

export interface Word {
  text: string;
  /** Where its box ends, in points from the paper's left and upper edge. */
  right: number;
  bottom: number;
}

/** The text of each page, in the order in which programs that take PDFs apart read it. */
export async function textsOf(file: string): Promise<string[]> {
  const text = await output([programOf("pdftotext"), file, "-"]);
  return text.split("\f").slice(0, -1);
}

/** The words of each page, with their places. */
export async function wordsOf(file: string): Promise<Word[][]> {
  const layout = await output([programOf("pdftotext"), "-bbox", file, "-"]);
  return layout.split("<page ").slice(1).map(readWords);
}

function readWords(page: string): Word[] {
  const words = page.matchAll(/xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g);
  return [...words].map(([, right, bottom, text = ""]) => ({
    text,
    right: Number(right),
    bottom: Number(bottom),
  }));
}

/** Words that end less than this above the lowest one stand in one line with it: facts beside a title, in smaller type. */
const sameLinePoints = 4;

/** What stands in the lowest line of a page. */
export function lastLine(words: Word[]): string {
  const lowest = Math.max(...words.map(({ bottom }) => bottom));
  const line = words.filter(({ bottom }) => lowest - bottom < sameLinePoints);
  return line.map(({ text }) => text).join(" ");
}

/** How bright the first page is, from 0 (black) to 255 (white): its most common pixel, and its darkest one. */
export async function brightnessOf(file: string): Promise<{ paper: number; ink: number }> {
  const picture = file.replace(/\.pdf$/, "");
  await output(["pdftoppm", "-f", "1", "-singlefile", "-r", "100", "-gray", file, picture]);
  const counts = new Uint32Array(256);
  for (const pixel of pixelsOf(await Bun.file(`${picture}.pgm`).bytes()))
    counts[pixel] = (counts[pixel] ?? 0) + 1;
  return { paper: counts.indexOf(Math.max(...counts)), ink: counts.findIndex(count => count > 0) };
}

/** One byte for each pixel, after a header of text: `P5`, width, height, the highest value (pgm(5)). */
function pixelsOf(pgm: Uint8Array): Uint8Array {
  const header = new TextDecoder().decode(pgm.subarray(0, 64));
  const [, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(header) ?? [];
  return pgm.subarray(pgm.length - Number(width) * Number(height));
}

async function output(command: string[]): Promise<string> {
  const { code, output } = await run(command);
  if (code !== 0) throw new Error(`Cannot read the PDF: ${command[0]} ended with ${code}\n${output}`);
  return output;
}
