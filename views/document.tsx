import { Html } from "@elysiajs/html";
import { isCaseless } from "../src/resume/script.ts";

export interface DocumentProps {
  language: string;
  direction: "ltr" | "rtl";
  /** All of the document's CSS: it stands in the head, so that the first round trip holds everything that the first paint needs. */
  style: string;
  head: JSX.Element;
  children: JSX.Element;
}

/** The shell of every HTML document: the page and the error pages. */
export function Document({ language, direction, style, head, children }: DocumentProps): JSX.Element {
  // Read as it is by the browser until `</style`, and hashed in the CSP: it must not be escaped.
  const safeStyle = style;
  const document = (
    <>
      {"<!doctype html>"}
      <html lang={language} dir={direction} class={isCaseless(language) ? "caseless" : undefined}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          {head}
          <style>{safeStyle}</style>
        </head>
        <body>{children}</body>
      </html>
    </>
  );
  return withoutSlashes(String(document));
}

/** JSX ends `<meta />` as XML does. In HTML the slash means nothing, and a validator says so each time. */
function withoutSlashes(html: string): string {
  return html.replaceAll(/<[a-z](?:[^">]|"[^"]*")*>/g, tag => tag.replace(/\/>$/, ">"));
}
