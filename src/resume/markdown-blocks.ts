/** Markdown as data, for formats that are not HTML: each renders emphasis, links and lists in its own way. */
import type { Token } from "markdown-it";

/** Text in one style; a line break in it is `\n`. */
export interface Run {
  text: string;
  strong?: true;
  emphasis?: true;
  code?: true;
}

/** Text that leads somewhere: to http:, https: or mailto:, and nowhere else. */
export interface Link {
  url: string;
  runs: Run[];
}

export type Inline = Run | Link;

export type Block =
  | { type: "paragraph"; content: Inline[] }
  | { type: "code"; text: string }
  /** Numbered from `start`, or with bullets where it has none. An item is blocks again, which may be lists. */
  | { type: "list"; start?: number; items: Block[][] };

/** The blocks of a parsed Markdown text. */
export function tokensToBlocks(tokens: readonly Token[]): Block[] {
  const blocks: Block[] = [];
  // Where the next block belongs: in the text itself, or in the innermost open item of a list.
  const open: Block[][] = [blocks];
  const lists: Block[][][] = [];
  for (const token of tokens) {
    if (token.type === "bullet_list_open" || token.type === "ordered_list_open") {
      const list = listOf(token);
      open.at(-1)?.push(list);
      lists.push(list.items);
    } else if (token.type.endsWith("_list_close")) lists.pop();
    else if (token.type === "list_item_open") {
      const item: Block[] = [];
      lists.at(-1)?.push(item);
      open.push(item);
    } else if (token.type === "list_item_close") open.pop();
    else open.at(-1)?.push(...blockOf(token));
  }
  return blocks;
}

function listOf(token: Token): Extract<Block, { type: "list" }> {
  if (token.type === "bullet_list_open") return { type: "list", items: [] };
  return { type: "list", start: Number(token.attrGet("start") ?? 1), items: [] };
}

function blockOf(token: Token): Block[] {
  if (token.type === "inline") return [{ type: "paragraph", content: tokensToInline(token.children ?? []) }];
  if (token.type === "fence") return [{ type: "code", text: token.content.replace(/\n$/, "") }];
  return [];
}

/** What the tokens of one line or paragraph hold, neighbours of one style joined. */
export function tokensToInline(tokens: readonly Token[]): Inline[] {
  const content: Inline[] = [];
  let target: Inline[] = content;
  let strong = 0;
  let emphasis = 0;
  for (const token of tokens) {
    if (token.type === "link_open") {
      // Nothing but runs ever goes into a link: Markdown has no link inside another.
      const link: Link = { url: String(token.attrGet("href")), runs: [] };
      content.push(link);
      target = link.runs;
    } else if (token.type === "link_close") target = content;
    else if (token.type.startsWith("strong_")) strong += token.nesting;
    else if (token.type.startsWith("em_")) emphasis += token.nesting;
    else addRun(target, runOf(token, strong > 0, emphasis > 0));
  }
  return content;
}

function runOf({ type, content }: Token, strong: boolean, emphasis: boolean): Run {
  return {
    text: type === "softbreak" || type === "hardbreak" ? "\n" : content,
    ...(strong && { strong: true }),
    ...(emphasis && { emphasis: true }),
    ...(type === "code_inline" && { code: true }),
  };
}

function addRun(target: Inline[], run: Run): void {
  const last = target.at(-1);
  if (last && "text" in last && styleOf(last) === styleOf(run)) last.text += run.text;
  else if (run.text) target.push(run);
}

function styleOf({ strong, emphasis, code }: Run): string {
  return `${strong} ${emphasis} ${code}`;
}
