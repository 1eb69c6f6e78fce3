import type { Block } from "../../resume/markdown-blocks.ts";
import { inlineToMarkdown } from "./inline.ts";

/** Writes blocks as CommonMark, an empty line between them. */
export function blocksToMarkdown(blocks: readonly Block[], depth = 0): string {
  return blocks
    .map((block, index) => blockToMarkdown(block, listsBefore(blocks, index), depth))
    .filter(Boolean)
    .join("\n\n");
}

/** How many lists stand right before a block. */
function listsBefore(blocks: readonly Block[], index: number): number {
  const others = blocks.slice(0, index).findLastIndex(({ type }) => type !== "list");
  return index - 1 - others;
}

function blockToMarkdown(block: Block, lists: number, depth: number): string {
  if (block.type === "paragraph") return inlineToMarkdown(block.content);
  if (block.type === "code") return fenced(block.text);
  // Lists that follow each other, or begin in each other, would be one list, or a line, if they had one marker.
  const isOdd = (lists + depth) % 2 === 1;
  return block.items
    .map((item, number) => {
      if (block.start === undefined) return listItem(item, isOdd ? "*" : "-", depth);
      // CommonMark has numbers of nine digits at most.
      const digits = Math.min(block.start + number, 999_999_999);
      return listItem(item, `${digits}${isOdd ? ")" : "."}`, depth);
    })
    .join("\n");
}

function listItem(blocks: readonly Block[], marker: string, depth: number): string {
  const indent = " ".repeat(marker.length + 1);
  const content = blocksToMarkdown(blocks, depth + 1).replaceAll(/\n(?=[^\n])/g, `\n${indent}`);
  return `${marker} ${content}`.trimEnd();
}

function fenced(code: string): string {
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${code}\n${fence}`;
}
