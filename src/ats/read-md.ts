import MarkdownIt from "markdown-it";
import { readHtml } from "./read-html.ts";

const commonMark = new MarkdownIt("commonmark", { html: false });

/** The text that a renderer of CommonMark shows. */
export function readMarkdown(markdown: string): string {
  return readHtml(commonMark.render(markdown));
}
