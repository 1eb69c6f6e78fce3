import type { Inline, Link, Run } from "../../resume/markdown-blocks.ts";
import { escapeLineStarts, escapeText } from "./escape.ts";

/** Writes runs and links as CommonMark. A line break is a backslash at the line's end. */
export function inlineToMarkdown(content: readonly Inline[]): string {
  return escapeLineStarts(
    written(content)
      .trim()
      .replaceAll(/[ \t]*\n[ \t]*/g, "\\\n"),
  );
}

/** The same for text in a heading, whose end must not look like the end of a heading. */
export function headingToMarkdown(text: string): string {
  return inlineToMarkdown([{ text }]).replace(/(?<!\\)#+$/, marks => "\\#".repeat(marks.length));
}

function written(content: readonly Inline[]): string {
  return content.reduce((before, part, index) => {
    // An exclamation mark before a link would make it a picture.
    if ("url" in part) return before.replace(/!$/, "\\!") + linkToMarkdown(part);
    return before + runToMarkdown(part, before, firstCharacter(content[index + 1]));
  }, "");
}

function linkToMarkdown({ url, runs }: Link): string {
  const isBare = runs.length === 1 && runs[0]?.text === url;
  if (isBare && /^https?:\/\/[\w.~:/?#@!$&'()*+,;=-]+$/.test(url)) return `<${url}>`;
  const address = /[\s<>()\\]/.test(url) ? `<${url.replaceAll(/[<>\\]/g, "\\$&")}>` : url;
  return `[${written(runs) || escapeText(url)}](${address.replaceAll(/&(?=#?\w+;)/g, "\\&")})`;
}

/**
 * @param before what is written already
 * @param next the first character of what follows
 */
function runToMarkdown({ text, strong, emphasis, code }: Run, before: string, next: string): string {
  // Two spans of code that touch would be one.
  if (code && !before.endsWith("`")) return marked(codeSpan(text), before, next, { strong, emphasis });
  const [lead = ""] = /^\s*/.exec(text) ?? [];
  const [trail = ""] = /\s*$/.exec(text.slice(lead.length)) ?? [];
  const core = escapeText(text.slice(lead.length, text.length - trail.length));
  return lead + marked(core, before + lead, trail || next, { strong, emphasis }) + trail;
}

type Marks = { [Mark in "strong" | "emphasis"]: Run[Mark] | undefined };

function marked(content: string, before: string, next: string, { strong, emphasis }: Marks): string {
  const mark = (strong ? "**" : "") + (emphasis ? "*" : "");
  return mark && canStand(content, before, next) ? mark + content + mark : content;
}

/**
 * Whether asterisks around the content would be read as marks (https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run).
 * Where they would not be, the text is right without them, and wrong with them.
 */
function canStand(content: string, before: string, next: string): boolean {
  const [first = "", ...rest] = content;
  if (first === "" || before.endsWith("*") || next === "*") return false;
  return canFlank(first, before.slice(-1)) && canFlank(rest.at(-1) ?? first, next.charAt(0));
}

/** Renderers differ in what is a symbol: none of them takes these for something else. */
function canFlank(inner: string, outer: string): boolean {
  return !/[\p{P}\p{S}\u{10000}-\u{10ffff}]/u.test(inner) || /^$|[\s\p{P}]/u.test(outer);
}

function codeSpan(code: string): string {
  const longest = Math.max(0, ...(code.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  const padding = /^`|`$|^ .*[^ ].* $/s.test(code) ? " " : "";
  return fence + padding + code + padding + fence;
}

function firstCharacter(part: Inline | undefined): string {
  if (part === undefined) return "";
  if ("url" in part) return "[";
  return part.code ? "`" : part.text.charAt(0);
}
