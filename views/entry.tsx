import { Html } from "@elysiajs/html";
import { Link, shortUrl } from "./link.tsx";
import { Highlights, Markdown } from "./markdown.tsx";

interface EntryProps {
  title?: string | undefined;
  url?: string | undefined;
  /** What stands below the title in one line: employer, place, publisher. */
  details?: (string | undefined)[];
  /** When it was, made by `Period` or `When`. */
  when?: JSX.Element;
  summary?: string | undefined;
  highlights?: readonly string[] | undefined;
  /** Short words shown as one line: courses, technologies, roles. */
  keywords?: readonly string[] | undefined;
}

/** One entry of a section that has a title and a time: an article that does not break across printed pages where it can. */
export function EntryView({ title, url, details = [], when = "", ...body }: EntryProps): JSX.Element {
  const content = (
    <>
      <Heading title={title} url={url} details={details} />
      {when}
      <Body {...body} />
    </>
  );
  if (content === "") return "";
  return <article class="entry">{content}</article>;
}

/** What an entry is called, with the facts about it; an address that has no title is shown itself. */
function Heading({ title, url, details = [] }: Pick<EntryProps, "title" | "url" | "details">): JSX.Element {
  const text = title ?? (url && shortUrl(url));
  const facts = <Details parts={details} />;
  if (!text) return facts;
  return (
    <hgroup>
      <h3>
        <Link url={url} text={text} />
      </h3>
      {facts}
    </hgroup>
  );
}

/** Facts about an entry in one line, divided by a dot. */
export function Details({ parts }: { parts: (string | undefined)[] }): JSX.Element {
  const text = parts.filter(Boolean).join(" · ");
  if (text === "") return "";
  return (
    <p class="details" safe>
      {text}
    </p>
  );
}

/** What an entry tells: its text, its highlights and its keywords. */
export function Body({
  summary,
  highlights,
  keywords,
}: Pick<EntryProps, "summary" | "highlights" | "keywords">) {
  return (
    <>
      <Markdown text={summary} />
      <Highlights texts={highlights} />
      <Keywords words={keywords} />
    </>
  );
}

/** Short words in one line. A list for a screen reader, a sentence for the eye. */
export function Keywords({ words = [] }: { words?: readonly string[] | undefined }): JSX.Element {
  if (words.length === 0) return "";
  return (
    <ul class="keywords">
      {words.map(word => (
        <li safe>{word}</li>
      ))}
    </ul>
  );
}
