import {
  ExternalHyperlink,
  HeadingLevel,
  type ImageRun,
  type IParagraphOptions,
  Paragraph,
  TextRun,
} from "docx";
import { clean } from "../../resume/clean.ts";
import { enumerate } from "../../resume/enumerate.ts";
import type { Block, Inline, Run } from "../../resume/markdown-blocks.ts";
import { shortUrl } from "../../resume/short-url.ts";
import type { Words } from "../../resume/words.ts";
import { rightToLeftMark } from "../direction-marks.ts";
import type { Article, Contact, Entry, Outline } from "../outline.ts";
import { deepest, indentOf, numbersFrom } from "./lists.ts";
import { quoteIndent } from "./styles.ts";

type Children = NonNullable<IParagraphOptions["children"]>;

/** Writes an outline as paragraphs, each in a style of the document. */
export class Content {
  /** The definitions of the numbered lists that were written: each has its own numbers. */
  readonly numberedLists: ReturnType<typeof numbersFrom>[] = [];
  readonly #language: string;
  readonly #rightToLeft: boolean;

  constructor({ language, direction }: Pick<Words, "language" | "direction">) {
    this.#language = language;
    this.#rightToLeft = direction === "rtl";
  }

  /** @param portrait stands beside the name and what follows it */
  of({ name, label, contacts, summary, sections }: Outline, portrait?: ImageRun): Paragraph[] {
    const title = [...(portrait ? [portrait] : []), ...this.#inline([{ text: name }])];
    return [
      ...(name || portrait ? [this.#paragraph(title, { heading: HeadingLevel.TITLE })] : []),
      ...this.#line(label, { style: "Subtitle" }),
      ...this.#joined(
        contacts.map(contact => this.#contact(contact)),
        { style: "Contact" },
      ),
      ...this.#blocks(summary),
      ...sections.flatMap(({ title, entries }) => [
        ...this.#line(title, { heading: HeadingLevel.HEADING_1 }),
        ...entries.flatMap(entry => this.#entry(entry)),
      ]),
    ];
  }

  #entry(entry: Entry): Paragraph[] {
    if (entry.kind === "article") return this.#article(entry);
    if (entry.kind === "quote")
      return [
        ...this.#blocks(entry.text, { style: "Quote", keepNext: entry.source !== "" }),
        ...this.#line(entry.source && `— ${entry.source}`, { style: "Details", indent: quoteIndent }),
      ];
    const { title, details } = entry;
    const runs = [
      { text: title, strong: true as const },
      { text: title && details && ": " },
      { text: details },
    ];
    return [this.#paragraph(this.#inline(runs))];
  }

  #article({ title, details, period, url, text, highlights, keywords }: Article): Paragraph[] {
    const body = [
      ...this.#blocks(text),
      ...highlights.flatMap(item => this.#item([{ type: "paragraph", content: item }], {}, 0)),
      ...this.#line(enumerate(keywords, this.#language), { style: "Details" }),
    ];
    const facts = [details, period].filter(Boolean).map(text => this.#inline([{ text }]));
    const address = url ? [this.#link(url, [{ text: shortUrl(url) }])] : [];
    return [
      ...this.#line(title, { heading: HeadingLevel.HEADING_2 }),
      ...this.#joined([...facts, ...address.map(link => [link])], {
        style: "Details",
        keepNext: body.length > 0,
      }),
      ...body,
    ];
  }

  #contact({ plain, url }: Contact): Children {
    // It may stand behind the name of a network.
    const text = plain.replace(/(?<=^|: )https?:\S+$/i, address => shortUrl(address));
    return url ? [this.#link(url, [{ text }])] : this.#inline([{ text }]);
  }

  #line(text: string, options: IParagraphOptions): Paragraph[] {
    return text ? [this.#paragraph(this.#inline([{ text }]), options)] : [];
  }

  /** Parts in one line, divided by dots. */
  #joined(parts: Children[], options: IParagraphOptions): Paragraph[] {
    if (parts.length === 0) return [];
    const dot = this.#rightToLeft ? ` ·${rightToLeftMark} ` : " · ";
    const children = parts.flatMap((part, index) =>
      index === 0 ? part : [...this.#inline([{ text: dot }]), ...part],
    );
    return [this.#paragraph(children, options)];
  }

  #blocks(blocks: Block[], options: IParagraphOptions = {}, level = 0): Paragraph[] {
    return blocks.flatMap(block => {
      if (block.type === "paragraph") return [this.#paragraph(this.#inline(block.content), options)];
      if (block.type === "code")
        return [
          this.#paragraph(this.#run({ text: block.text, code: true }), {
            ...options,
            style: "HTMLPreformatted",
            bidirectional: false,
          }),
        ];
      return this.#list(block, Math.min(level, deepest));
    });
  }

  #list({ start, items }: Extract<Block, { type: "list" }>, level: number): Paragraph[] {
    if (start === undefined) return items.flatMap(item => this.#item(item, {}, level));
    const reference = `numbers-${this.numberedLists.length + 1}`;
    this.numberedLists.push(numbersFrom(start, level, reference));
    return items.flatMap(item => this.#item(item, { reference }, level));
  }

  /** The first block has the bullet or number, the others stand below it. */
  #item([first, ...rest]: Block[], { reference = "bullets" }, level: number): Paragraph[] {
    const style = reference === "bullets" ? "ListBullet" : "ListNumber";
    const marked: IParagraphOptions = { style, numbering: { reference, level, custom: true } };
    const below: IParagraphOptions = { style: "ListContinue", indent: { start: indentOf(level).start } };
    const isText = first?.type === "paragraph" || first?.type === "code";
    return [
      ...(isText ? this.#blocks([first], marked) : [this.#paragraph([], marked)]),
      ...this.#blocks(isText || !first ? rest : [first, ...rest], below, level + 1),
    ];
  }

  #paragraph(children: Children, options: IParagraphOptions = {}): Paragraph {
    return new Paragraph({ ...(this.#rightToLeft && { bidirectional: true }), ...options, children });
  }

  #inline(content: readonly Inline[]): Children {
    return content.flatMap<Children[number]>(part =>
      "url" in part ? [this.#link(part.url, part.runs)] : this.#run(part),
    );
  }

  #link(url: string, runs: Run[]): ExternalHyperlink {
    return new ExternalHyperlink({
      link: clean(url).text,
      children: runs.flatMap(run => this.#run(run, "Hyperlink")),
    });
  }

  #run({ text, strong, emphasis, code }: Run, style?: string): TextRun[] {
    return clean(text)
      .text.split("\n")
      .map(
        (line, index) =>
          new TextRun({
            text: line,
            break: index === 0 ? 0 : 1,
            ...(strong && { bold: true }),
            ...(emphasis && { italics: true }),
            ...(code ? { style: "HTMLCode" } : style && { style }),
            ...(this.#rightToLeft && !style && !code && { rightToLeft: true }),
          }),
      );
  }
}
