import { enumerate } from "../resume/enumerate.ts";
import type { Block, Inline } from "../resume/markdown-blocks.ts";
import { blocksToText, inlineToText } from "../resume/markdown-text.ts";
import { wordsOf } from "../resume/words.ts";
import type { Format } from "./format.ts";
import { type Article, type Entry, outlineOf } from "./outline.ts";
import { wrap } from "./wrap.ts";

/** Plain text in reading order, 72 columns: what a form takes by copy and paste. */
export const txt: Format = {
  name: "txt",
  path: "/resume.txt",
  extension: "txt",
  mediaType: "text/plain; charset=utf-8",
  title: "Plain text",
  print(resume) {
    const { language } = wordsOf(resume);
    const { name, label, contacts, summary, sections } = outlineOf(resume);
    const contact = contacts.map(({ plain }) => plain);
    return `${blocks(
      lines(name, label),
      lines(...contact),
      paragraphs(summary),
      ...sections.flatMap(({ title, entries }) => [
        wrap(title.toLocaleUpperCase(language)),
        ...entries.map(entry => printEntry(entry, language)),
      ]),
    )}\n`;
  },
};

function printEntry(entry: Entry, language: string): string {
  if (entry.kind === "article") return printArticle(entry, language);
  if (entry.kind === "fact") return lines([entry.title, entry.details].filter(Boolean).join(": "));
  return tight(paragraphs(entry.text), lines(entry.source && `— ${entry.source}`));
}

function printArticle(article: Article, language: string): string {
  const { title, details, period, url, text, highlights, keywords } = article;
  return tight(
    lines(title, details, period, url),
    paragraphs(text),
    bullets(highlights),
    lines(enumerate(keywords, language)),
  );
}

function lines(...texts: string[]): string {
  return texts
    .filter(Boolean)
    .map(text => wrap(text))
    .join("\n");
}

/** Blocks of text with an empty line between them. */
function blocks(...texts: string[]): string {
  return texts.filter(Boolean).join("\n\n");
}

/** The parts of one entry: its lines, its text and its list, close together. */
function tight(...texts: string[]): string {
  return texts.filter(Boolean).join("\n");
}

function paragraphs(text: Block[]): string {
  return wrap(blocksToText(text).trim());
}

function bullets(items: Inline[][]): string {
  return items
    .map(item => inlineToText(item).replaceAll(/\s+/g, " ").trim())
    .filter(Boolean)
    .map(item => wrap(item, { first: "- ", rest: "  " }))
    .join("\n");
}
