import type { Block } from "../../resume/markdown-blocks.ts";

/** Typst refuses a page whose parts lie too deep in each other, and nobody can read it. */
const deepest = 6;

/** The same blocks with no list deeper than that: what lies below stands in the innermost item. */
export function shallow(blocks: readonly Block[], depth = 1): Block[] {
  return blocks.flatMap(block => {
    if (block.type !== "list") return [block];
    if (depth > deepest) return block.items.flatMap(item => shallow(item, depth + 1));
    return [{ ...block, items: block.items.map(item => shallow(item, depth + 1)) }];
  });
}
