import { type Markish, type PlotOptions, plot } from "@observablehq/plot";
import { parseHTML } from "linkedom";

/** CSS pixels of the drawing's own system; the page scales it. */
export const width = 380;

/** Room for the longest text beside the y axis, such as "200,000". */
export const marginLeft = 56;

export interface Drawing extends Omit<PlotOptions, "document" | "marks"> {
  /** What the picture shows, in a sentence, for who does not see it. */
  ariaLabel: string;
  marks: Markish[];
}

/**
 * Draws a chart as SVG for a page: an image to who hears the page, with colours and type from the page's stylesheet.
 *
 * @returns markup; texts in it are escaped
 */
export function draw({ ariaLabel, marks, ...options }: Drawing): string {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const svg = plot({
    width,
    height: 210,
    marginLeft,
    marginRight: 14,
    marginTop: 24,
    marginBottom: 34,
    className: "chart",
    ...options,
    document,
    marks,
  });
  svg.querySelector("style")?.remove();
  for (const element of Array.from(svg.querySelectorAll("*"))) simplify(element);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", ariaLabel);
  for (const name of ["height", "font-size", "font-family"]) svg.removeAttribute(name);
  return withEndTags(svg.outerHTML);
}

/** What reads the page as HTML may drop the slash of `<line />`, which would put all that follows into the line. */
function withEndTags(markup: string): string {
  return markup.replaceAll(/<([a-z]+)((?:[^">]|"[^"]*")*?) ?\/>/gi, "<$1$2></$1>");
}

/** Labels inside an image are read by nobody, a thousandth of a pixel is seen by nobody, and type is for the stylesheet. */
function simplify(element: Element): void {
  for (const name of ["aria-label", "aria-hidden", "font-variant"]) element.removeAttribute(name);
  for (const { name, value } of Array.from(element.attributes)) {
    const short = value.replaceAll(/\d+\.\d{2,}/g, number => String(Math.round(Number(number) * 10) / 10));
    if (short !== value) element.setAttribute(name, short);
  }
}
