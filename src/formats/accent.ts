/** A colour for text, on the light page and on the dark one, as #rrggbb. */
export interface Accent {
  light: string;
  dark: string;
}

/** A deep blue green, adapted as any other accent would be. */
export const defaultAccent: Accent = { light: "#0f5468", dark: "#6faec4" };

/** The backgrounds of assets/page.css that the accent must be legible on. */
export const paper = { light: "#fffefb", dark: "#17181a" };

/** The contrast that WCAG 2.2 asks of text at level AAA (1.4.6). */
const minimumContrast = 7;

/**
 * The owner's accent, one for the light page and one for the dark: its hue stays, its lightness (in OKLCH) moves as far as is
 * needed for text in it to be legible.
 *
 * @param accent any colour of CSS
 */
export async function accentColors(accent: string | undefined): Promise<Accent> {
  if (accent === undefined) return defaultAccent;
  // Takes 30 ms to load: only who has an accent waits for it.
  const { default: Color } = await import("colorjs.io");
  const legible = (background: string, direction: 1 | -1): string => {
    const color = new Color(accent).to("oklch");
    color.alpha = 1;
    for (
      let lightness = color.oklch.l ?? 0;
      lightness >= 0 && lightness <= 1;
      lightness += direction * 0.01
    ) {
      color.oklch.l = lightness;
      const hex = color.to("srgb").toGamut().toString({ format: "hex", collapse: false });
      if (new Color(hex).contrastWCAG21(background) >= minimumContrast) return hex;
    }
    return direction === 1 ? "#ffffff" : "#000000";
  };
  return { light: legible(paper.light, -1), dark: legible(paper.dark, 1) };
}
