import { Html } from "@elysiajs/html";
import { markdownToHtml, markdownToInlineHtml } from "../src/resume/markdown.ts";

/** Markdown in blocks: paragraphs, lists, code. Nothing where there is no text. */
export function Markdown({ text }: { text: string | undefined }): JSX.Element {
  if (!text?.trim()) return "";
  const safeHtml = markdownToHtml(text);
  return <div class="prose">{safeHtml}</div>;
}

/** A list of short Markdown texts, one line of thought each. */
export function Highlights({ texts }: { texts: readonly string[] | undefined }): JSX.Element {
  const items = texts?.filter(text => text.trim()) ?? [];
  if (items.length === 0) return "";
  return (
    <ul class="highlights">
      {items.map(text => {
        const safeHtml = markdownToInlineHtml(text);
        return <li>{safeHtml}</li>;
      })}
    </ul>
  );
}
