/** A chart with its data, for a page. */
export interface Chart {
  title: string;
  /** What it shows and in which unit, in a few words. */
  caption: string;
  /** Markup of one picture, or of two that stand under each other. */
  pictures: string[];
  headings: string[];
  /** Of the table beneath: texts, of which the first names the line. */
  rows: string[][];
}

/** A line's colour and pattern: each is enough to tell it from the others. */
export function strokeOf(index: number): { stroke: string; strokeDasharray: string } {
  const patterns = ["none", "6 3", "1.5 3", "9 3 1.5 3", "3 2", "12 4"];
  return {
    stroke: `var(--chart-${(index % 6) + 1})`,
    strokeDasharray: patterns[(index + Math.floor(index / 6)) % patterns.length] ?? "none",
  };
}
