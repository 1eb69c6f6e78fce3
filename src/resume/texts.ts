/** How each kind of text is read (`reads` in the schema). */
import { clean } from "./clean.ts";
import { isOngoing, possibleDates } from "./date-text.ts";
import { readEmail } from "./emails.ts";
import { readImage } from "./images.ts";
import { changed, type Outcome } from "./outcome.ts";
import type { Reading } from "./schema.ts";
import { readSelected } from "./selection.ts";
import { readLanguage, readPaper, readPdf, readPrivateField, readSection } from "./settings.ts";
import { readUri, readUrl } from "./urls.ts";
import type { Walk } from "./walk.ts";

type Reader = (text: string, walk: Pick<Walk, "readColor">) => Outcome;

const asItIs: Reader = text => ({ value: text });

const readers: Record<Reading, Reader> = {
  text: asItIs,
  markdown: asItIs,
  // Checked when the whole résumé is there: it is a path in it.
  hidden: asItIs,
  date: readDate,
  endDate: readEndDate,
  url: readUrl,
  uri: readUri,
  email: readEmail,
  image: readImage,
  language: readLanguage,
  paper: readPaper,
  pdf: readPdf,
  section: readSection,
  private: readPrivateField,
  version: readSelected,
  color: (text, walk) => walk.readColor(text),
};

/** Cleans a text, then reads it as what it is meant to be. */
export function readText(written: string, reads: Reading, walk: Pick<Walk, "readColor">): Outcome {
  const { text, why } = clean(written);
  if (text.trim() === "") return { leftOut: "it is empty" };
  const outcome = readers[reads](text, walk);
  if (!("value" in outcome) || why === undefined) return outcome;
  return { value: outcome.value, why: outcome.why ? `${why}; ${outcome.why}` : why };
}

const someDate = "a date such as 2020, 2020-04 or 2020-04-30";

function readDate(text: string): Outcome {
  const [date, other] = possibleDates(text);
  if (date === undefined) return { expected: someDate };
  if (other !== undefined) return { expected: `${someDate}, the year first: this one can mean two` };
  return changed(text, date, "a date is written 2020, 2020-04 or 2020-04-30");
}

function readEndDate(text: string): Outcome {
  if (isOngoing(text)) return { leftOut: "what goes on has no end date" };
  const outcome = readDate(text);
  return "expected" in outcome ? { expected: `${outcome.expected} (or none, for what goes on)` } : outcome;
}
