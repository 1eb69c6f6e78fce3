/**
 * The Markdown of a résumé: paragraphs, line breaks, emphasis, links, lists and code. No HTML, images, headings or tables:
 * the page has its own, and what is left cannot carry a script.
 */
import MarkdownIt from "markdown-it";
import { type Block, type Inline, tokensToBlocks, tokensToInline } from "./markdown-blocks.ts";
import { blocksToText } from "./markdown-text.ts";

const markdown = new MarkdownIt("zero", { breaks: true, maxNesting: 100 }).enable([
  "autolink",
  "backticks",
  "emphasis",
  "entity",
  "escape",
  "fence",
  "link",
  "list",
  "newline",
]);

/** Only what a browser opens without running anything. */
markdown.validateLink = url => /^(https?:\/\/|mailto:)/i.test(url.trim());

// The default rule would write the block's language into a class: nothing here highlights code.
markdown.renderer.rules.fence = (tokens, index) =>
  `<pre><code>${markdown.utils.escapeHtml(tokens[index]?.content ?? "")}</code></pre>\n`;

/** Set apart: in a line from right to left its signs would come first, "++C". */
const programmingLanguage = /\b[A-Z](\+\+|#)/g;

markdown.renderer.rules.text = (tokens, index) =>
  markdown.utils
    .escapeHtml(tokens[index]?.content ?? "")
    .replace(programmingLanguage, name => `<bdi>${name}</bdi>`);

/** Safe HTML in blocks: p, br, bdi, em, strong, a, ul, ol, li, code and pre are all that it holds. */
export function markdownToHtml(text: string): string {
  return markdown.render(text);
}

/** Safe HTML for a place of one line: br, bdi, em, strong, a and code are all that it holds. */
export function markdownToInlineHtml(text: string): string {
  return markdown.renderInline(text.trim());
}

/** Paragraphs, lists and code as data, for what is not HTML. */
export function markdownToBlocks(text: string): Block[] {
  return tokensToBlocks(markdown.parse(text, {}));
}

/** Runs and links as data, for a place of one line that is not HTML. */
export function markdownToInline(text: string): Inline[] {
  return tokensToInline(markdown.parseInline(text.trim(), {})[0]?.children ?? []);
}

/** Plain text: lists as `- x` or `1. x`, links as `text (address)` where the two differ, blocks with a line between them. */
export function markdownToText(text: string): string {
  return blocksToText(markdownToBlocks(text));
}
