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

/**
 * Splits columns into tables that are no wider than `width`, as a terminal would otherwise break their lines. Each begins with the columns
 * that say which line is which.
 */
export function splitColumns<T>(
  all: readonly T[],
  { names, figures, width }: { names: readonly Column<T>[]; figures: readonly Column<T>[]; width: number },
): Column<T>[][] {
  const tables: Column<T>[][] = [];
  for (const column of figures) {
    const longer = [...(tables.at(-1) ?? names), column];
    if (tables.length > 0 && widthOf(alignColumns(all, longer)) <= width) tables[tables.length - 1] = longer;
    else tables.push([...names, column]);
  }
  return tables;
}

function widthOf(lines: readonly string[]): number {
  return Math.max(...lines.map(line => Bun.stringWidth(line)));
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
