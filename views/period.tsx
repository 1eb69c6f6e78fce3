import { Html } from "@elysiajs/html";
import { formatDate, rangeSeparator } from "../src/resume/dates.ts";
import type { Words } from "../src/resume/words.ts";

interface PeriodProps {
  start?: string | undefined;
  end?: string | undefined;
  words: Words;
}

/** From when to when. Without an end it goes on until today; with neither it is nothing. */
export function Period({ start, end, words }: PeriodProps): JSX.Element {
  if (!start) return <When date={end} words={words} />;
  if (start === end) return <When date={start} words={words} />;
  return (
    <p class="when">
      <Moment date={start} words={words} />
      {Html.escapeHtml(rangeSeparator(start, end, words.language))}
      <End date={end} words={words} />
    </p>
  );
}

/** One date in a line of its own. */
export function When({ date, words }: { date: string | undefined; words: Words }): JSX.Element {
  if (!date) return "";
  return (
    <p class="when">
      <Moment date={date} words={words} />
    </p>
  );
}

/** The end of a period; one that has not come yet is a word. */
function End({ date, words }: { date: string | undefined; words: Words }): JSX.Element {
  if (!date) return <span safe>{words.labels.present}</span>;
  return <Moment date={date} words={words} />;
}

function Moment({ date, words }: { date: string; words: Words }): JSX.Element {
  return (
    <time datetime={date} safe>
      {formatDate(date, words.language)}
    </time>
  );
}
