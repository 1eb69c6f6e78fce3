/** A line as it is drawn, from left to right, put into the order in which it is read. */
import type { Direction } from "../resume/script.ts";
import { rightToLeft } from "./scripts.ts";
import { perhapsSpace } from "./text.ts";

/** Letters of one direction, in the order in which they are read. */
export interface Piece {
  text: string;
  /** How far from the left it begins and ends, and how high its letters are, in points. */
  start: number;
  end: number;
  size: number;
}

const leftToRight = /\p{L}/u;

/** The text of a line. Where both directions meet, signs and numbers between them may come out beside the wrong one. */
export function readLine(pieces: readonly Piece[], direction: Direction): string {
  const join = (parts: readonly Piece[]) => parts.map(({ text }) => text).join("");
  if (direction === "ltr" && !rightToLeft.test(join(pieces))) return join(pieces);
  const drawn = strokesOf(pieces.filter(({ text }) => text.trim()));
  const runs = runsOf(spaced(drawn.toSorted((a, b) => startOf(a) - startOf(b)).flat()), direction);
  const ordered = direction === "rtl" ? runs.reverse() : runs;
  return ordered.map(run => join(run.direction === "rtl" ? run.pieces.reverse() : run.pieces)).join("");
}

/** What was drawn from left to right without a jump. Marks are drawn beside their letters: places within it prove nothing. */
function strokesOf(pieces: readonly Piece[]): Piece[][] {
  const strokes: Piece[][] = [];
  for (const piece of pieces) {
    const stroke = strokes.at(-1);
    const last = stroke?.at(-1);
    if (stroke && last && !isJump(last, piece)) stroke.push(piece);
    else strokes.push([piece]);
  }
  return strokes;
}

function isJump(last: Piece, { start, end, size }: Piece): boolean {
  if (start > last.end + 2 * size) return true;
  return start === end ? start < last.start - size : end < last.start + size / 10;
}

function startOf([first]: Piece[]): number {
  return first?.start ?? 0;
}

/** In parts of the height of letters: the smallest space there is. */
const narrowest = 0.1;

/** Spaces are where there is room between pieces. PDF.js takes a letter with a mark for one without width: there may be one. */
function spaced(drawn: readonly Piece[]): Piece[] {
  let end = Number.POSITIVE_INFINITY;
  return drawn.flatMap((piece, at) => {
    const before = drawn[at - 1];
    const isApart = piece.start - end > narrowest * piece.size;
    end = before ? Math.max(end, piece.end) : piece.end;
    if (!before || !isApart) return [piece];
    return [{ ...piece, text: hasWidth(before) && hasWidth(piece) ? " " : perhapsSpace }, piece];
  });
}

function hasWidth({ start, end }: Piece): boolean {
  return start < end;
}

interface Run {
  direction: Direction;
  pieces: Piece[];
}

/** Neighbours of one direction (UAX #9, the other way round). What has none goes with its neighbours, or with the line. */
function runsOf(drawn: readonly Piece[], line: Direction): Run[] {
  const directions = drawn.map(({ text }) => directionOf(text));
  const settled = directions.map((direction, at) => {
    if (direction) return direction;
    const before = directions.slice(0, at).findLast(Boolean);
    const after = directions.slice(at).find(Boolean);
    return before && before === after ? before : line;
  });
  const runs: Run[] = [];
  drawn.forEach((piece, at) => {
    const direction = settled[at] ?? line;
    const last = runs.at(-1);
    if (last?.direction === direction) last.pieces.push(piece);
    else runs.push({ direction, pieces: [piece] });
  });
  return runs;
}

function directionOf(text: string): Direction | undefined {
  if (rightToLeft.test(text)) return "rtl";
  return leftToRight.test(text) ? "ltr" : undefined;
}
