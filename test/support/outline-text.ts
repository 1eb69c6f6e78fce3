/** What every format of a résumé says, for tests that read a format back. */
import { type Contact, type Entry, outlineOf } from "../../src/formats/outline.ts";
import type { Block, Inline } from "../../src/resume/markdown-blocks.ts";
import { publicResume } from "../../src/resume/privacy.ts";
import type { Resume } from "../../src/resume/schema.ts";

interface Written {
  contact(contact: Contact): string;
  /** @default "" */
  contactSeparator?: string;
  url(url: string): string;
  /** The comma of the language, without spaces. @default "," */
  comma?: string;
}

/** Text without spaces, which formats are free to choose. */
export const bare = (text: string | null) => (text ?? "").replaceAll(/\s+/g, "");

/**
 * All the text of a résumé, in the order that every format has it in.
 *
 * @param written how the format writes a contact and an address
 */
export function textOf(
  resume: Resume,
  written: Written = { contact: ({ text }) => text, url: url => url },
): string {
  const { name, label, contacts, summary, sections } = outlineOf(publicResume(resume));
  const texts = sections.map(
    ({ title, entries }) => title + entries.map(entry => entryText(entry, written)).join(""),
  );
  return bare(
    [
      name,
      label,
      contacts.map(written.contact).join(written.contactSeparator ?? ""),
      blockText(summary),
      ...texts,
    ].join(""),
  );
}

function entryText(entry: Entry, written: Written): string {
  if (entry.kind === "fact") return [entry.title, entry.details].filter(Boolean).join(":");
  if (entry.kind === "quote") return blockText(entry.text) + (entry.source && `— ${entry.source}`);
  const facts = [entry.details, entry.period, entry.url && written.url(entry.url)].filter(Boolean).join("·");
  return [entry.title, facts, blockText(entry.text), entry.highlights.map(inlineText).join("")]
    .concat(entry.keywords.join(written.comma ?? ","))
    .join("");
}

function blockText(blocks: Block[]): string {
  return blocks
    .map(block => {
      if (block.type === "code") return block.text;
      return block.type === "list" ? block.items.map(blockText).join("") : inlineText(block.content);
    })
    .join("");
}

function inlineText(content: Inline[]): string {
  return content.map(part => ("url" in part ? inlineText(part.runs) || part.url : part.text)).join("");
}
