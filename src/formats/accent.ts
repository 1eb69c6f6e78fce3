import Color from "colorjs.io";

/** The page's default accent, a deep blue green. */
const defaultAccent = "#0f5468";

/** The backgrounds of assets/page.css that the accent must be legible on. */
const paper = { light: "#fffefb", dark: "#17181a" };

/** The contrast that WCAG 2.2 asks of text at level AAA (1.4.6). */
const minimumContrast = 7;

/**
 * The owner's accent, one for the light page and one for the dark: its hue stays, its lightness (in OKLCH) moves as far as is
 * needed for text in it to be legible.
 *
 * @param accent any colour of CSS
 */
export function accentColors(accent: string = defaultAccent): { light: string; dark: string } {
  return { light: legible(accent, paper.light, -1), dark: legible(accent, paper.dark, 1) };
}

function legible(accent: string, background: string, direction: 1 | -1): string {
  const color = new Color(accent).to("oklch");
  color.alpha = 1;
  for (let lightness = color.oklch.l ?? 0; lightness >= 0 && lightness <= 1; lightness += direction * 0.01) {
    color.oklch.l = lightness;
    const hex = color.to("srgb").toGamut().toString({ format: "hex", collapse: false });
    if (new Color(hex).contrastWCAG21(background) >= minimumContrast) return hex;
  }
  return direction === 1 ? "#ffffff" : "#000000";
}
