/** Markdown as plain text, for readers without a browser: of e-mail, of a terminal, of an applicant tracking system. */
import type { Block, Inline, Link } from "./markdown-blocks.ts";

/** Lists as `- x` or `1. x`, links as `text (address)` where the two differ, blocks with a line between them. */
export function blocksToText(blocks: readonly Block[]): string {
  return blocks.map(blockText).join("\n\n");
}

function blockText(block: Block): string {
  if (block.type === "code") return block.text;
  if (block.type === "paragraph") return inlineToText(block.content);
  return block.items.map((item, index) => itemText(item, markerOf(block, index))).join("\n");
}

function markerOf({ start }: { start?: number }, index: number): string {
  return start === undefined ? "- " : `${start + index}. `;
}

/** Its other lines stand below its first; those of a list in it two columns to the right of its marker. */
function itemText(item: readonly Block[], marker: string): string {
  const below = " ".repeat(marker.length);
  const blocks = item.map(block => indent(blockText(block), block.type === "list" ? "  " : below));
  return marker + blocks.join("\n").trimStart();
}

function indent(text: string, prefix: string): string {
  return prefix + text.replaceAll("\n", `\n${prefix}`);
}

/** Text without its style; the address of a link follows it in brackets where the text does not say it. */
export function inlineToText(content: readonly Inline[]): string {
  return content.map(part => ("url" in part ? linkText(part) : part.text)).join("");
}

/** Nothing where the text says the address already: `[example.com](https://example.com/)`. */
function linkText({ url, runs }: Link): string {
  const text = inlineToText(runs);
  return bare(url) === bare(text) ? text : `${text} (${url.replace(/^mailto:/i, "")})`;
}

function bare(address: string): string {
  return address
    .trim()
    .replace(/^(https?:\/\/(www\.)?|mailto:)/i, "")
    .replace(/\/$/, "")
    .toLowerCase();
}
