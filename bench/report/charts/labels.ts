import {
  type Channel,
  type InitializerFunction,
  initializer,
  type Markish,
  ruleX,
  text,
} from "@observablehq/plot";

export interface Room {
  /** Pixels from one label to the next. */
  gap: number;
  low: number;
  high: number;
}

/**
 * Moves positions apart so that each is `gap` or more from the next, in their order, and all stay between `low` and `high`
 * where there is room for them. Those that are far enough apart stay where they are.
 */
export function spread(positions: readonly number[], { gap, low, high }: Room): number[] {
  const order = [...positions.keys()].sort((a, b) => at(positions, a) - at(positions, b));
  const moved = [...positions];
  let least = low;
  for (const index of order) {
    moved[index] = Math.max(at(moved, index), least);
    least = at(moved, index) + gap;
  }
  let most = high;
  for (const index of order.toReversed()) {
    moved[index] = Math.min(at(moved, index), most);
    most = at(moved, index) - gap;
  }
  return moved;
}

function at(positions: readonly number[], index: number): number {
  return positions[index] ?? 0;
}

/** What a line is, and where it ends. */
export interface Label {
  x: number;
  y: number;
  text: string;
}

/** Writes at the right end of lines what they are, without one text standing on another. */
export function endLabels(labels: readonly Label[], room: Room): Markish {
  const options = {
    x: "x",
    y: "y",
    text: "text",
    textAnchor: "start",
    dx: 6,
    fill: "currentColor",
    ...halo,
  } as const;
  return text(labels, initializer(options, spreadAlong("y", room)));
}

/** What was done while a row ran: a line for each, with its number at the top. The texts stand in the list of the row. */
export function numberedMarks(marks: readonly { atS: number }[], room: Omit<Room, "gap">): Markish[] {
  const numbered = marks.map(({ atS }, index) => ({ x: atS, text: String(index + 1) }));
  const options = {
    x: "x",
    text: "text",
    frameAnchor: "top",
    dy: -9,
    fontWeight: 700,
    fill: "currentColor",
    ...halo,
  } as const;
  return [
    ruleX(numbered, { x: "x", stroke: "var(--quiet)", strokeDasharray: "2 2" }),
    text(numbered, initializer(options, spreadAlong("x", { ...room, gap: 14 }))),
  ];
}

function spreadAlong(axis: "x" | "y", room: Room): InitializerFunction {
  return (data, facets, channels, scales) => {
    const values = [...((channels[axis] as Channel).value as Iterable<number>)];
    const pixels = values.map(value => Number(scales[axis]?.(value)));
    return { data, facets, channels: { [axis]: { value: spread(pixels, room) } } };
  };
}

/** Keeps a text legible where a line runs through it. */
export const halo = { stroke: "var(--paper)", strokeWidth: 4 } as const;

/** A place on the x axis that is worth a word. */
export interface Place {
  x: number;
  text: string;
  /** @default "none" */
  strokeDasharray?: string;
}

/** Height of one line of text, in pixels. */
export const lineHeight = 14;

/**
 * Lines from top to bottom, each with its text above the chart in a row of its own. Texts point to the middle, and those at the sides
 * stand highest: so no text stands on another, or on the line of another.
 *
 * @param share where a value lies between the left end of the axis, 0, and its right end, 1
 */
export function places(all: readonly Place[], share: (x: number) => number): Markish[] {
  const isRight = ({ x }: Place) => share(x) > 0.6;
  const fromSide = (place: Place) => (isRight(place) ? 1 - share(place.x) : share(place.x));
  const sorted = all.toSorted((a, b) => fromSide(a) - fromSide(b));
  const raised = (index: number) => (sorted.length - 1 - index) * lineHeight;
  const rules = sorted.map(({ x, strokeDasharray = "none" }, index) =>
    ruleX([x], { stroke: "currentColor", strokeDasharray, insetTop: -raised(index) - 4 }),
  );
  const texts = sorted.map((place, index) =>
    text([place], {
      x: "x",
      text: "text",
      frameAnchor: "top",
      lineAnchor: "bottom",
      textAnchor: isRight(place) ? "end" : "start",
      dx: isRight(place) ? -4 : 4,
      dy: -raised(index) - 1,
      fill: "currentColor",
      ...halo,
    }),
  );
  return [...rules, ...texts];
}
