import { enumerate } from "../resume/enumerate.ts";
import type { Block, Inline } from "../resume/markdown-blocks.ts";
import { wordsOf } from "../resume/words.ts";
import type { Format } from "./format.ts";
import { blocksToMarkdown } from "./md/blocks.ts";
import { headingToMarkdown } from "./md/inline.ts";
import { type Article, type Contact, type Entry, outlineOf, type Section } from "./outline.ts";

/** CommonMark (https://spec.commonmark.org/0.31.2/) that shows what the page shows, in every renderer of it. */
export const md: Format = {
  name: "md",
  path: "/resume.md",
  extension: "md",
  mediaType: "text/markdown; charset=utf-8",
  title: "Markdown",
  print(resume) {
    const { language } = wordsOf(resume);
    const { name, label, contacts, summary, sections } = outlineOf(resume);
    const person = [...paragraph([{ text: label }]), ...list(contacts.map(contactToInline)), ...summary];
    return `${parts(heading(1, name), blocksToMarkdown(person), ...sections.map(section => printSection(section, language)))}\n`;
  },
};

function printSection({ title, entries }: Section, language: string): string {
  const facts = entries.flatMap(entry => (entry.kind === "fact" ? [factToInline(entry)] : []));
  return parts(
    heading(2, title),
    blocksToMarkdown(list(facts)),
    ...entries.map(entry => printEntry(entry, language)),
  );
}

function printEntry(entry: Entry, language: string): string {
  if (entry.kind === "article") return printArticle(entry, language);
  // The facts of a section are one list.
  if (entry.kind === "fact") return "";
  const source = entry.source && `— ${entry.source}`;
  const quote = blocksToMarkdown([...entry.text, ...paragraph([{ text: source }])]);
  return quote
    .split("\n")
    .map(line => `> ${line}`.trimEnd())
    .join("\n");
}

function printArticle(article: Article, language: string): string {
  const { title, details, period, url, text, highlights, keywords } = article;
  const facts: Inline[] = [details, period].filter(Boolean).map(text => ({ text }));
  if (url) facts.push({ url, runs: [{ text: url }] });
  const body = [
    ...paragraph(facts.flatMap((fact, index) => (index === 0 ? [fact] : [{ text: " · " }, fact]))),
    ...text,
    ...list(highlights),
    ...paragraph([{ text: enumerate(keywords, language) }]),
  ];
  return parts(heading(3, title), blocksToMarkdown(body));
}

function contactToInline({ text, url }: Contact): Inline[] {
  return [url ? { url, runs: [{ text }] } : { text }];
}

function factToInline({ title, details }: { title: string; details: string }): Inline[] {
  if (!title || !details) return [{ text: title || details }];
  return [{ text: title, strong: true }, { text: `: ${details}` }];
}

function heading(level: 1 | 2 | 3, text: string): string {
  return text && `${"#".repeat(level)} ${headingToMarkdown(text)}`;
}

function paragraph(content: Inline[]): Block[] {
  const isEmpty = content.every(part => "text" in part && part.text === "");
  return isEmpty ? [] : [{ type: "paragraph", content }];
}

function list(items: Inline[][]): Block[] {
  return items.length === 0 ? [] : [{ type: "list", items: items.map(paragraph) }];
}

function parts(...texts: string[]): string {
  return texts.filter(Boolean).join("\n\n");
}
