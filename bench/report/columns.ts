/** A column of a table of text. */
export interface Column<T> {
  heading: string;
  /** Figures stand on the right, so that their digits stand under each other. @default "right" */
  align?: "left" | "right";
  cell: (one: T) => string;
}

const gap = "  ";

/** The heading and one line for each, every column as wide as its widest cell. */
export function alignColumns<T>(all: readonly T[], columns: readonly Column<T>[]): string[] {
  const cells = [
    columns.map(({ heading }) => heading),
    ...all.map(one => columns.map(({ cell }) => cell(one))),
  ];
  const widths = columns.map((_, index) =>
    Math.max(...cells.map(line => Bun.stringWidth(line[index] ?? ""))),
  );
  return cells.map(line =>
    line
      .map((text, index) => pad(text, widths[index] ?? 0, columns[index]?.align))
      .join(gap)
      .trimEnd(),
  );
}

function pad(text: string, width: number, align: "left" | "right" = "right"): string {
  const space = " ".repeat(Math.max(0, width - Bun.stringWidth(text)));
  return align === "left" ? `${text}${space}` : `${space}${text}`;
}

/** Breaks text at spaces into lines of at most `width` columns, each behind `indent`; a longer word stays whole. */
export function wrapText(text: string, { width, indent = "" }: { width: number; indent?: string }): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && Bun.stringWidth(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(`${indent}${word}`);
  }
  return lines;
}
