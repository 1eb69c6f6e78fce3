import css from "../../assets/page.css" with { type: "text" };
import type { Accent } from "./accent.ts";

/** The page's stylesheet in the owner's accent, small enough to stand in the document. */
export function styleIn({ light, dark }: Accent): string {
  return `:root{--accent-light:${light};--accent-dark:${dark}}${minifiedCss}`;
}

const minifiedCss = minify(css);

/** Enough for a stylesheet of our own, whose strings hold no comment and no run of spaces. */
function minify(css: string): string {
  return css
    .replaceAll(/\/\*.*?\*\//gs, "")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ ?([{};,]) ?/g, "$1")
    .replaceAll(";}", "}")
    .replaceAll(": ", ":")
    .trim();
}
