/** Markdown as plain text, for readers without a browser: of e-mail, of a terminal, of an applicant tracking system. */
import type { Token } from "markdown-it";

/** Writes the tokens of a Markdown text as plain text. */
export function tokensToText(tokens: Token[]): string {
  const writer = new TextWriter();
  for (const token of tokens) writer.add(token);
  return writer.text;
}

class TextWriter {
  text = "";
  /** The open lists, each with the number of its next item; those with bullets have none. */
  readonly #lists: (number | undefined)[] = [];
  #marker = "";
  #wasInList = false;

  add(token: Token): void {
    if (token.type === "bullet_list_open") this.#lists.push(undefined);
    else if (token.type === "ordered_list_open") this.#lists.push(Number(token.attrGet("start") ?? 1));
    else if (token.type.endsWith("_list_close")) this.#lists.pop();
    else if (token.type === "list_item_open") this.#marker = this.#nextMarker();
    else if (token.type === "inline") this.#block(inlineText(token.children ?? []));
    else if (token.type === "fence") this.#block(token.content.replace(/\n$/, ""));
  }

  #nextMarker(): string {
    const number = this.#lists.pop();
    this.#lists.push(number === undefined ? undefined : number + 1);
    return number === undefined ? "- " : `${number}. `;
  }

  #block(content: string): void {
    const isInList = this.#lists.length > 0;
    if (this.text) this.text += isInList && this.#wasInList ? "\n" : "\n\n";
    const indent = "  ".repeat(Math.max(0, this.#lists.length - 1));
    const below = `\n${indent}${" ".repeat(this.#marker.length || (isInList ? 2 : 0))}`;
    const lead = this.#marker || (isInList ? "  " : "");
    this.text += indent + lead + content.replaceAll("\n", below);
    this.#marker = "";
    this.#wasInList = isInList;
  }
}

function inlineText(tokens: Token[]): string {
  let text = "";
  let link = { address: "", start: 0 };
  for (const token of tokens) {
    if (token.type === "softbreak" || token.type === "hardbreak") text += "\n";
    else if (token.type === "link_open")
      link = { address: String(token.attrGet("href")), start: text.length };
    else if (token.type === "link_close") text += addressOf(link.address, text.slice(link.start));
    else text += token.content;
  }
  return text;
}

/** Nothing where the text says the address already: `[example.com](https://example.com/)`. */
function addressOf(address: string, text: string): string {
  return bare(address) === bare(text) ? "" : ` (${address.replace(/^mailto:/i, "")})`;
}

function bare(address: string): string {
  return address
    .trim()
    .replace(/^(https?:\/\/(www\.)?|mailto:)/i, "")
    .replace(/\/$/, "")
    .toLowerCase();
}
