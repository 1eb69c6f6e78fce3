/**
 * In a line from right to left, signs at the edge of a Latin word go with the line and not with the word: "C++" is shown as "++C",
 * ".NET" as "NET.", and the last group of a telephone number first. An invisible mark at that edge keeps them with the word, in every
 * program that follows UAX #9; what looks for letters finds the same.
 */
import type { Contact, Outline } from "./outline.ts";

const leftToRight = "\u200e";

/** Between two Latin facts it keeps the first of them at the right. */
export const rightToLeftMark = "\u200f";

/** Behind "C++", "F#" and "https://a.example/"; before ".NET" and "@ada"; behind the "Inc." of "(Acme Inc.)". */
const inText =
  /(?<=\p{Script=Latin}[+#/]+)(?![\p{L}\p{N}+#/])|(?<![^\s(،,])(?=[.@#]+\p{Script=Latin})|(?<=\p{Script=Latin}[.!?]+)(?=[)\]])/gu;

/** In what is no sentence, behind "Acme Inc." and "Yahoo!" too. */
const inName = new RegExp(`${inText.source}|(?<=\\p{Script=Latin}[.!?]+)(?=$|[،,])`, "gu");

/** The same outline, of a résumé that is written from right to left, with the marks. */
export function withMarks({ contacts, ...outline }: Outline): Outline {
  const change = (key: string, value: unknown): unknown => {
    if (typeof value === "string")
      return key === "url" ? value : value.replaceAll(key === "text" ? inText : inName, leftToRight);
    return isCode(value) ? { ...value, text: leftToRight + value.text + leftToRight } : value;
  };
  // A copy of objects, lists and texts has their type.
  const marked = JSON.parse(JSON.stringify(outline), change) as Omit<Outline, "contacts">;
  return { ...marked, contacts: contacts.map(markNumber) };
}

/** A text of such an outline as it was. */
export function withoutMarks(text: string): string {
  return text.replaceAll(leftToRight, "");
}

function isCode(value: unknown): value is { code: true; text: string } {
  return typeof value === "object" && value !== null && "code" in value;
}

function markNumber(contact: Contact): Contact {
  if (!contact.url?.startsWith("tel:")) return contact;
  return { ...contact, text: leftToRight + contact.text, plain: leftToRight + contact.plain };
}
