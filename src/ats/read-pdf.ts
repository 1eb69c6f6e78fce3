import { getDocumentProxy } from "unpdf";
import { objectsIn, type PdfObjects } from "../resume/pdf-objects.ts";
import type { Direction } from "../resume/script.ts";
import { actualTexts } from "./actual-text.ts";
import { type Piece, readLine } from "./line.ts";

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>["getPage"]>>;
type Item = Awaited<ReturnType<Page["getTextContent"]>>["items"][number];

/**
 * The text of a PDF as PDF.js finds it, in the order in which it is drawn, a line for each line. What the PDF says to be no
 * text, as the name and number at the foot of a page, is left out.
 */
export async function readPdf(bytes: Uint8Array, direction: Direction): Promise<string> {
  const objects = objectsIn(Buffer.from(bytes).toString("latin1"));
  // The library takes the bytes that it is given away from others, and takes no Buffer.
  const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  try {
    const pages: string[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent({ includeMarkedContent: true });
      pages.push(...linesOf(items, textsOn(page, objects, items)).map(line => readLine(line, direction)));
    }
    return pages.join("\n");
  } finally {
    await document.loadingTask.destroy();
  }
}

/** What each marked content on the page says; nothing where it cannot be told which says what. */
function textsOn({ ref }: Page, objects: PdfObjects, items: readonly Item[]): (string | undefined)[] {
  const texts = ref ? actualTexts(objects, ref.num) : [];
  return texts.length === items.filter(isBegin).length ? texts : [];
}

function isBegin(item: Item): item is Exclude<Item, { str: string }> {
  return "type" in item && item.type !== "endMarkedContent";
}

/** A line for each height at which something is drawn. PDF.js itself does not notice each line that ends. */
function linesOf(items: readonly Item[], texts: readonly (string | undefined)[]): Piece[][] {
  const lines: Piece[][] = [];
  let last: TextItem | undefined;
  for (const [item, marked] of shown(items, texts)) {
    if (!last || last.hasEOL || isOther(last, item)) lines.push([]);
    lines.at(-1)?.push(...piecesOf(item, marked));
    if (item.str.trim() || item.hasEOL) last = item;
  }
  return lines;
}

type TextItem = Extract<Item, { str: string }>;

/** Whether a text stands in another line than the one before: more than half of its height below or above. */
function isOther({ transform: before }: TextItem, { str, transform }: TextItem): boolean {
  return str.trim() !== "" && Math.abs(transform[5] - before[5]) > transform[0] / 2;
}

/** Marked content that is open: what it is, and what it says, as soon as it has said it. */
interface Marked {
  isArtifact: boolean;
  text: string | undefined;
  piece?: Piece;
}

/** The items that are text, with what is said in their place. */
function* shown(
  items: readonly Item[],
  texts: readonly (string | undefined)[],
): Generator<[TextItem, Marked | undefined]> {
  const open: Marked[] = [];
  let begun = 0;
  for (const item of items) {
    if (isBegin(item))
      open.push({ isArtifact: "tag" in item && item.tag === "Artifact", text: texts[begun++] });
    else if (!("str" in item)) open.pop();
    else if (!open.some(({ isArtifact }) => isArtifact))
      yield [item, open.findLast(({ text }) => text !== undefined)];
  }
}

/** Text as it is drawn, or once what it says. */
function piecesOf({ str, width, transform }: TextItem, marked: Marked | undefined): Piece[] {
  const [size, , , , start] = transform;
  const piece: Piece = { text: str, start, end: start + width, size };
  if (marked?.text === undefined || str.trim() === "") return [piece];
  if (!marked.piece) {
    marked.piece = { ...piece, text: marked.text };
    return [marked.piece];
  }
  marked.piece.end = Math.max(marked.piece.end, piece.end);
  return [];
}
