import { AlignmentType, type INumberingOptions, LevelFormat } from "docx";

type ListDefinition = INumberingOptions["config"][number];

/** Word has nine levels; what is deeper stays on the last. */
export const deepest = 8;

/** How far a level is indented, in twips (1/20 pt). */
export const indentOf = (level: number) => ({ start: 284 * (level + 1), hanging: 284 });

/** All lists with bullets. */
export const bullets: ListDefinition = {
  reference: "bullets",
  levels: levels(level => ({ format: LevelFormat.BULLET, text: level % 2 === 0 ? "•" : "–" })),
};

/** A numbered list that starts with the given number on the given level. */
export function numbersFrom(start: number, level: number, reference: string): ListDefinition {
  return {
    reference,
    levels: levels(each => ({
      format: LevelFormat.DECIMAL,
      text: `%${each + 1}.`,
      ...(each === level && { start }),
    })),
  };
}

function levels(
  of: (level: number) => { format: (typeof LevelFormat)[keyof typeof LevelFormat]; text: string },
) {
  return Array.from({ length: deepest + 1 }, (_, level) => ({
    level,
    alignment: AlignmentType.START,
    style: { paragraph: { indent: indentOf(level) } },
    ...of(level),
  }));
}
