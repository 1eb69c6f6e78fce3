import { Html } from "@elysiajs/html";
import { shortUrl } from "../src/resume/short-url.ts";
import type { Words } from "../src/resume/words.ts";
import { Link } from "./link.tsx";
import { Highlights, Markdown } from "./markdown.tsx";
import { Text } from "./text.tsx";

interface EntryProps {
  title?: string | undefined;
  url?: string | undefined;
  /** What stands below the title in one line: employer, place, publisher. */
  details?: (string | undefined)[] | undefined;
  /** When it was, made by `Period` or `When`. */
  when?: JSX.Element;
  summary?: string | undefined;
  highlights?: readonly string[] | undefined;
  /** Short words shown as one line: courses, technologies, roles. */
  keywords?: readonly string[] | undefined;
  words: Words;
}

/** One entry of a section that has a title and a time: an article that does not break across printed pages where it can. */
export function EntryView({ title, url, details, when = "", words, ...body }: EntryProps): JSX.Element {
  const content = (
    <>
      <Heading title={title} url={url} details={details} words={words} />
      {when}
      <Body words={words} {...body} />
    </>
  );
  if (content === "") return "";
  return <article class="entry">{content}</article>;
}

/** What an entry is called, with the facts about it; an address that has no title is shown itself. */
function Heading({
  title,
  url,
  details = [],
  words,
}: Pick<EntryProps, "title" | "url" | "details" | "words">): JSX.Element {
  const text = title ?? (url && shortUrl(url));
  const facts = <Details parts={details} words={words} />;
  if (!text) return facts;
  return (
    <hgroup>
      <h3>
        <Link url={url} text={text} words={words} />
      </h3>
      {facts}
    </hgroup>
  );
}

/** Facts about an entry in one line, divided by a dot, which must not begin a line. */
export function Details({ parts, words }: { parts: (string | undefined)[]; words: Words }): JSX.Element {
  const safeTexts = parts.flatMap(text => (text ? [<Text text={text} words={words} />] : []));
  if (safeTexts.length === 0) return "";
  return <p class="details">{safeTexts.join("\u00a0· ")}</p>;
}

/** What an entry tells: its text, its highlights and its keywords. */
export function Body({
  summary,
  highlights,
  keywords,
  words,
}: Pick<EntryProps, "summary" | "highlights" | "keywords" | "words">) {
  return (
    <>
      <Markdown text={summary} />
      <Highlights texts={highlights} />
      <Keywords keywords={keywords} words={words} />
    </>
  );
}

/** Short words in one line. A list for a screen reader, a sentence for the eye. */
export function Keywords({ keywords = [], words }: Pick<EntryProps, "keywords" | "words">): JSX.Element {
  if (keywords.length === 0) return "";
  return (
    <ul class="keywords">
      {keywords.map(keyword => (
        <li>
          <Text text={keyword} words={words} />
        </li>
      ))}
    </ul>
  );
}
