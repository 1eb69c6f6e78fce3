import css from "../../assets/page.css" with { type: "text" };
import type { Resume } from "../resume/schema.ts";
import { accentColors } from "./accent.ts";

/** The page's stylesheet in the owner's accent, small enough to stand in the document. */
export function styleOf({ meta }: Pick<Resume, "meta">): string {
  const { light, dark } = accentColors(meta?.vitae?.accent);
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
