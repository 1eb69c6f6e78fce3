import {
  HorizontalPositionAlign,
  HorizontalPositionRelativeFrom,
  ImageRun,
  TextWrappingSide,
  TextWrappingType,
  VerticalPositionAlign,
  VerticalPositionRelativeFrom,
} from "docx";
import { clean } from "../../resume/clean.ts";
import type { Words } from "../../resume/words.ts";
import type { SitePhoto } from "../format.ts";

/** 25 mm, in pixels of 1/96 inch. */
const side = 94;

/** In EMU, 1/914400 inch: a fifth of an inch. */
const gap = 182_880;

/**
 * The photo at the end of the first lines, which flow around it: whoever reads the text alone meets it before the name.
 *
 * @param name what is said of it to those who do not see it
 */
export function portrait(
  { bytes }: SitePhoto,
  name: string,
  { direction, labels }: Pick<Words, "direction" | "labels">,
): ImageRun {
  const alternative = clean(name).text || labels.resume;
  const align = direction === "rtl" ? HorizontalPositionAlign.LEFT : HorizontalPositionAlign.RIGHT;
  return new ImageRun({
    type: "jpg",
    data: bytes,
    transformation: { width: side, height: side },
    altText: { id: "1", name: alternative, description: alternative },
    floating: {
      horizontalPosition: { relative: HorizontalPositionRelativeFrom.MARGIN, align },
      verticalPosition: { relative: VerticalPositionRelativeFrom.MARGIN, align: VerticalPositionAlign.TOP },
      wrap: { type: TextWrappingType.SQUARE, side: TextWrappingSide.BOTH_SIDES },
      margins: { left: gap, right: gap, bottom: gap / 2 },
    },
  });
}
