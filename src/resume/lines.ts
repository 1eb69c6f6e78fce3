import type { Position } from "./problem.ts";

/** How much of a long line an excerpt shows, and how much of that comes before the caret. */
const width = 76;
const before = 50;

/** Finds lines in a text: each offset is found in the time of a binary search. */
export class Lines {
  readonly #text: string;
  readonly #starts = [0];

  constructor(text: string) {
    this.#text = text;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
  }

  position(offset: number): Position {
    const line = this.#lineOf(offset);
    return { line: line + 1, column: offset - this.#startOf(line) + 1 };
  }

  /** The line at an offset, and a caret below it. A long line is cut around the caret. */
  excerpt(offset: number): string {
    const line = this.#lineOf(offset);
    const start = Math.max(this.#startOf(line), offset - before);
    const end = Math.min(this.#endOf(line), start + width);
    const shown = `${start > this.#startOf(line) ? "…" : ""}${singleWidth(this.#text.slice(start, end))}`;
    const lead = shown.slice(0, shown.length - Math.max(0, end - offset));
    const more = end < this.#endOf(line) ? "…" : "";
    return `${shown}${more}\n${" ".repeat(Bun.stringWidth(lead))}^`;
  }

  #startOf(line: number): number {
    return this.#starts[line] ?? 0;
  }

  #endOf(line: number): number {
    const end = (this.#starts[line + 1] ?? this.#text.length + 1) - 1;
    return this.#text[end - 1] === "\r" ? end - 1 : end;
  }

  #lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#startOf(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** A tab is one space; what a terminal might obey, and half of a pair that was cut, is one "�": lengths stay. */
function singleWidth(text: string): string {
  return text
    .replaceAll("\t", " ")
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]|[[\p{Cf}--[\u200C\u200D]]&&[\0-\uFFFF]]/gv, "\uFFFD");
}
