import Color from "colorjs.io";
import { changed, type Outcome } from "./outcome.ts";

/** Reads a colour of CSS. */
export function readColor(text: string): Outcome {
  const color = text.trim();
  try {
    new Color(color);
    return changed(text, color, "a colour has no space around it");
  } catch {
    return { leftOut: 'a colour is written as in CSS: "#0a7", "teal" or "oklch(0.5 0.1 200)"' };
  }
}
